using Mainstay.Discord.Rest.Scheduling;

namespace Mainstay.Discord.Rest.Http;

/// <summary>A request with the caller who waits for it.</summary>
internal sealed class PendingRequest(RestRequest request, CancellationToken cancellation)
    : RestTicket(request.Route.Name, request.Major, request.Route.Exempt ? RestLane.Interaction : request.Options.Lane)
{
    public RestRequest Request { get; } = request;

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Set while the answer to the current attempt has not been told to the scheduler.</summary>
    public bool Open { get; set; }

    // Continuations must not run under the pump's lock, or on its thread.
    public TaskCompletionSource<RestResponse> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
