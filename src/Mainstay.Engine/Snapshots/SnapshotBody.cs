using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Snapshots;

/// <summary>
/// What a snapshot holds, as JSON: tables with their rows in the order of their keys, and, of a guild, its structure. The same state gives the same bytes, so
/// that the checksum (SHA-256 of the text before it is compressed) tells whether anything is different.
/// </summary>
internal sealed class SnapshotBody
{
    /// <summary>Of the text. Readers know all earlier ones.</summary>
    public const int Format = 1;

    private readonly ArrayBufferWriter<byte> _text = new();

    /// <summary>Rows of all tables.</summary>
    public long Rows { get; private set; }

    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(_text.WrittenSpan));

    /// <summary>The rows that a guild has in tables, as they stand in the unit's transaction.</summary>
    public static async Task<SnapshotBody> OfTablesAsync(IUnit unit, Id<Guild> guild, IEnumerable<Table> tables)
    {
        var body = new SnapshotBody();
        using (var json = new Utf8JsonWriter(body._text))
        {
            json.WriteStartObject();
            await body.WriteTablesAsync(json, unit, guild, tables).ConfigureAwait(false);
            json.WriteEndObject();
        }

        return body;
    }

    /// <summary>The same, with the guild's structure as far as Mainstay sees it, and the roles of some members.</summary>
    public static async Task<SnapshotBody> OfGuildAsync(IUnit unit, GuildImage image, IEnumerable<Id<User>> members, IEnumerable<Table> tables)
    {
        var body = new SnapshotBody();
        using (var json = new Utf8JsonWriter(body._text))
        {
            json.WriteStartObject();
            GuildStructure.Write(json, image, members);
            await body.WriteTablesAsync(json, unit, image.Id, tables).ConfigureAwait(false);
            json.WriteEndObject();
        }

        return body;
    }

    public byte[] Compress()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(_text.WrittenSpan);
        }

        return packed.ToArray();
    }

    /// <summary>The text of what <see cref="Compress" /> made.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
    public static byte[] Expand(byte[] packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var text = new MemoryStream();
        gzip.CopyTo(text);
        return text.ToArray();
    }

    private async Task WriteTablesAsync(Utf8JsonWriter json, IUnit unit, Id<Guild> guild, IEnumerable<Table> tables)
    {
        json.WriteStartArray("tables");
        foreach (var table in tables.OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("name", table.Name);
            json.WriteStartArray("columns");
            foreach (var column in table.Columns)
            {
                json.WriteStringValue(column.Name);
            }

            json.WriteEndArray();
            json.WriteStartArray("rows");
            await using var command = unit.Connection.CreateCommand();
            command.Transaction = unit.Transaction;
            command.CommandText = $"SELECT {string.Join(", ", table.Columns.Select(c => c.Name))} FROM {table.Name} WHERE guild_id = @guild ORDER BY {string.Join(", ", table.Key)}";
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@guild", unchecked((long)guild.Value));
            command.Parameters.Add(parameter);
            await using var reader = await command.ExecuteReaderAsync(unit.CancellationToken).ConfigureAwait(false);
            while (await reader.ReadAsync(unit.CancellationToken).ConfigureAwait(false))
            {
                Rows++;
                json.WriteStartArray();
                for (var i = 0; i < table.Columns.Count; i++)
                {
                    Write(json, reader.IsDBNull(i) ? null : reader.GetValue(i));
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case byte[] bytes:
                json.WriteStartArray();
                json.WriteBase64StringValue(bytes);
                json.WriteEndArray();
                break;
            default:
                json.WriteNumberValue(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
        }
    }
}
