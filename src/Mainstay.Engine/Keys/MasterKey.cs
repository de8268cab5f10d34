using System.Security.Cryptography;
using System.Text;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Keys;

/// <summary>
/// The key that wraps all others. The database remembers which one it was made with (a value sealed under it), so that a wrong or lost key is noticed before
/// anything is written, not after.
/// </summary>
internal sealed class MasterKey(MasterKeyOptions options, IDatabase database, TimeProvider time)
{
    private static readonly SealedPlace Verifier = new("key_master", "verifier", "1");

    private readonly Lock _lock = new();
    private byte[]? _key;

    /// <summary>The file that this start made; null when the key was there.</summary>
    public string? MadeFile { get; private set; }

    /// <summary>Reads the key, makes it at the first start of all, and compares it with the database, whose schema is up to date.</summary>
    /// <exception cref="MasterKeyException">It is missing, wrong, or open to others.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var known = await KnownAsync(cancellationToken).ConfigureAwait(false);
        var key = Load();
        if (key is null)
        {
            if (known.Verifier is not null || known.Keys > 0 || options.IsCredential)
            {
                throw Missing();
            }

            key = MasterKeyFile.Make(options);
            MadeFile = options.File;
        }

        var verifier = known.Verifier ?? await RememberAsync(key, cancellationToken).ConfigureAwait(false);
        if (Sealed.Open(key, Verifier, verifier) is null)
        {
            throw Wrong();
        }

        Take(key);
    }

    /// <summary>The same without writing anything: for looking into the database of a program that may be running.</summary>
    /// <exception cref="MasterKeyException">It is missing, wrong, or open to others.</exception>
    public async Task OpenReadOnlyAsync(CancellationToken cancellationToken)
    {
        var known = await KnownAsync(cancellationToken).ConfigureAwait(false);
        var key = Load() ?? throw Missing();
        if (known.Verifier is not null && Sealed.Open(key, Verifier, known.Verifier) is null)
        {
            throw Wrong();
        }

        Take(key);
    }

    public byte[] Wrap(byte[] key, SealedPlace place) => Sealed.Close(Key, 0, place, key);

    public byte[]? Unwrap(byte[] wrapped, SealedPlace place) => Sealed.Open(Key, place, wrapped);

    private byte[] Key
    {
        get
        {
            lock (_lock)
            {
                return _key ??= Load() ?? throw Missing();
            }
        }
    }

    private byte[]? Load()
    {
        if (options.File is not null)
        {
            return MasterKeyFile.Read(options);
        }

        lock (_lock)
        {
            return _key ??= RandomNumberGenerator.GetBytes(Sealed.KeyBytes);
        }
    }

    private void Take(byte[] key)
    {
        lock (_lock)
        {
            _key = key;
        }
    }

    private Task<Known> KnownAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async unit => new Known(
            await unit.ScalarAsync<byte[]>("SELECT verifier FROM key_master").ConfigureAwait(false),
            await unit.ScalarAsync<long>("SELECT COUNT(*) FROM key_data").ConfigureAwait(false)),
        cancellationToken);

    private async Task<byte[]> RememberAsync(byte[] key, CancellationToken cancellationToken) => (await database.WriteAsync(
        async unit =>
        {
            await unit.ExecuteAsync(
                "INSERT INTO key_master (slot, verifier, created_at) VALUES (1, @verifier, @now) ON CONFLICT (slot) DO NOTHING",
                new { verifier = Sealed.Close(key, 0, Verifier, Encoding.UTF8.GetBytes("mainstay")), now = time.GetUtcNow() }).ConfigureAwait(false);
            return await unit.ScalarAsync<byte[]>("SELECT verifier FROM key_master").ConfigureAwait(false);
        },
        cancellationToken).ConfigureAwait(false))!;

    private MasterKeyException Missing() => new(
        options.IsCredential
            ? $"The service manager handed over no master key as {options.File}: check LoadCredential in the unit."
            : $"The master key {options.File} is missing, and the database was made with one: put your copy of it back, because nothing else opens what it protects.");

    private MasterKeyException Wrong() => new(
        $"The master key {options.File ?? "of this program"} is not the one that the database was made with: put the right one in its place.");

    private sealed record Known(byte[]? Verifier, long Keys);
}
