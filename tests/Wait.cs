using System.Runtime.CompilerServices;

namespace Mainstay.Tests;

/// <summary>Waits for what another thread, process or socket brings about: for minutes, because how busy a machine is says nothing about the code.</summary>
internal static class Wait
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    /// <param name="holds">What has to become true.</param>
    /// <param name="otherwise">What to say when it never does.</param>
    /// <param name="what">The words of the condition, for the same end.</param>
    public static Task UntilAsync(Func<bool> holds, Func<string>? otherwise = null, [CallerArgumentExpression(nameof(holds))] string what = "") =>
        UntilAsync(() => Task.FromResult(holds()), otherwise, what);

    /// <inheritdoc cref="UntilAsync(Func{bool}, Func{string}?, string)" />
    public static async Task UntilAsync(Func<Task<bool>> holds, Func<string>? otherwise = null, [CallerArgumentExpression(nameof(holds))] string what = "")
    {
        using var late = new CancellationTokenSource(Patience, TimeProvider.System);
        while (!await holds())
        {
            if (late.IsCancellationRequested)
            {
                throw new TimeoutException($"Never: {otherwise?.Invoke() ?? what}");
            }

            await Task.Delay(Look, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
