using System.Buffers.Text;
using System.Security.Cryptography;

namespace Mainstay.Engine.Keys;

/// <summary>The master key's file: 32 bytes as they are, in Base64 or in hexadecimal digits; readable by its owner alone.</summary>
internal static class MasterKeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    // Base64 with a line end is 45 bytes, hexadecimal digits are 65; what is longer than this is another file.
    private const int LongestText = 256;

    /// <summary>The key, or null when there is no file.</summary>
    /// <exception cref="MasterKeyException">There is one, and it cannot be used.</exception>
    public static byte[]? Read(MasterKeyOptions options)
    {
        var path = options.File!;
        try
        {
            if (!File.Exists(path))
            {
                return Directory.Exists(path) ? throw new MasterKeyException($"{path} is a folder: name a file for the master key.") : null;
            }

            if (!options.IsCredential && !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            {
                throw new MasterKeyException($"The master key {path} can be read by others on this machine: take that right away (chmod 600), and think about who may have read it.");
            }

            using var stream = File.OpenRead(path);
            var bytes = new byte[LongestText + 1];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return Decode(bytes.AsSpan(0, length))
                ?? throw new MasterKeyException($"{path} is not a master key: it has to hold 32 bytes, as they are or in Base64; put your copy of it back.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MasterKeyException($"The master key {path} cannot be read: check the path, and that the account that runs Mainstay owns the file.", failure);
        }
    }

    /// <summary>Makes a key and its file, whole or not at all. Whoever comes second finds the first one's.</summary>
    public static byte[] Make(MasterKeyOptions options)
    {
        var path = options.File!;
        var key = RandomNumberGenerator.GetBytes(Sealed.KeyBytes);
        var half = path + ".new";
        try
        {
            File.Delete(half);
            var making = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                making.UnixCreateMode = OwnerOnly;
            }

            using (var stream = new FileStream(half, making))
            {
                stream.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(key) + "\n"));
                stream.Flush(flushToDisk: true);
            }

            File.Move(half, path, overwrite: false);
            return key;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return (File.Exists(path) ? Read(options) : null)
                ?? throw new MasterKeyException($"The master key {path} cannot be made: the account that runs Mainstay needs to write its folder.", failure);
        }
    }

    internal static byte[]? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == Sealed.KeyBytes)
        {
            return bytes.ToArray();
        }

        while (bytes.Length > 0 && bytes[^1] is (byte)'\n' or (byte)'\r' or (byte)' ')
        {
            bytes = bytes[..^1];
        }

        Span<byte> key = stackalloc byte[LongestText];
        if (bytes.Length == 2 * Sealed.KeyBytes)
        {
            return Convert.FromHexString(bytes, key, out _, out var written) == System.Buffers.OperationStatus.Done && written == Sealed.KeyBytes ? key[..written].ToArray() : null;
        }

        return bytes.Length <= LongestText && Base64.IsValid(bytes, out var length) && length == Sealed.KeyBytes
            && Base64.DecodeFromUtf8(bytes, key, out _, out var decoded) == System.Buffers.OperationStatus.Done && decoded == Sealed.KeyBytes
            ? key[..decoded].ToArray()
            : null;
    }
}
