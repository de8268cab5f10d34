using System.Text;
using Mainstay.Engine.Hosting;
using Mainstay.Sdk;

namespace Mainstay.Engine.Commands;

/// <summary>Reads attachments from where Discord keeps them, and from nowhere else.</summary>
internal sealed class AttachedFiles(BotOptions bot) : IAttachedFiles, IDisposable
{
    private static readonly string[] Hosts = ["cdn.discordapp.com", "media.discordapp.net"];

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(20) };

    public async Task<Outcome<string>> ReadTextAsync(AttachedFile file, int mostBytes, CancellationToken cancellationToken)
    {
        if (file.Size > mostBytes)
        {
            return TooLarge(mostBytes);
        }

        if (!(Hosts.Contains(file.Address.Host, StringComparer.OrdinalIgnoreCase) && file.Address.Scheme == Uri.UriSchemeHttps) && !IsOfApi(file.Address))
        {
            return new Failure("file.read", "The file does not lie where Discord keeps files, so it was not read.");
        }

        try
        {
            using var answer = await _http.GetAsync(file.Address, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            answer.EnsureSuccessStatusCode();
            await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            var bytes = new byte[mostBytes + 1];
            var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            if (length > mostBytes)
            {
                return TooLarge(mostBytes);
            }

            var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes.AsSpan(0, length));
            return text.TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return new Failure("file.text", "The file is not text in UTF-8. Save it in that encoding, then attach it again.");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new Failure("file.read", "Discord did not hand the file over. Try again in a moment.");
        }
    }

    public void Dispose() => _http.Dispose();

    private bool IsOfApi(Uri address) => bot.Api is { } api && api.Host == address.Host && api.Port == address.Port;

    private static Failure TooLarge(int mostBytes) => new("file.size", $"The file is larger than {mostBytes / 1024} KiB.");
}
