using System.Data;
using System.Globalization;
using Dapper;
using Mainstay.Discord;

namespace Mainstay.Store;

/// <summary>Teaches Dapper how typed ids, times and truths lie in columns. Dapper keeps this per process, so it is done once.</summary>
internal static class DapperTypes
{
    private static readonly Lazy<bool> Registered = new(Add);

    public static void Register() => _ = Registered.Value;

    private static bool Add()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(typeof(DateTimeOffset), new TimeHandler());
        SqlMapper.RemoveTypeMap(typeof(bool));
        SqlMapper.RemoveTypeMap(typeof(bool?));
        SqlMapper.AddTypeHandler(typeof(bool), new TruthHandler());
        foreach (var model in typeof(WireModel).Assembly.GetExportedTypes().Where(type => type.IsAssignableTo(typeof(WireModel)) && !type.ContainsGenericParameters))
        {
            SqlMapper.AddTypeHandler(
                typeof(Id<>).MakeGenericType(model),
                (SqlMapper.ITypeHandler)Activator.CreateInstance(typeof(IdHandler<>).MakeGenericType(model))!);
        }

        return true;
    }

    // All three say their type even for null: PostgreSQL has to know it.
    private sealed class IdHandler<T> : SqlMapper.ITypeHandler
    {
        public void SetValue(IDbDataParameter parameter, object? value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value is Id<T> id ? (long)id.Value : DBNull.Value;
        }

        public object? Parse(Type destinationType, object value) => value is DBNull ? null : new Id<T>((ulong)Convert.ToInt64(value, CultureInfo.InvariantCulture));
    }

    private sealed class TimeHandler : SqlMapper.ITypeHandler
    {
        public void SetValue(IDbDataParameter parameter, object? value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value is DateTimeOffset at ? at.ToUnixTimeMilliseconds() : DBNull.Value;
        }

        public object? Parse(Type destinationType, object value) =>
            value is DBNull ? null : DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(value, CultureInfo.InvariantCulture));
    }

    private sealed class TruthHandler : SqlMapper.ITypeHandler
    {
        public void SetValue(IDbDataParameter parameter, object? value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value is bool truth ? truth ? 1L : 0L : DBNull.Value;
        }

        public object? Parse(Type destinationType, object value) => value switch
        {
            DBNull => null,
            bool truth => truth,
            _ => Convert.ToInt64(value, CultureInfo.InvariantCulture) != 0,
        };
    }
}
