using System.Data;
using System.Globalization;
using Dapper;
using Mainstay.Discord;

namespace Mainstay.Store;

/// <summary>Teaches Dapper how typed ids and times lie in columns. Dapper keeps this per process, so it is done once.</summary>
internal static class DapperTypes
{
    private static readonly Lazy<bool> Registered = new(Add);

    public static void Register() => _ = Registered.Value;

    private static bool Add()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new TimeHandler());
        foreach (var model in typeof(WireModel).Assembly.GetExportedTypes().Where(type => type.IsAssignableTo(typeof(WireModel)) && !type.ContainsGenericParameters))
        {
            SqlMapper.AddTypeHandler(
                typeof(Id<>).MakeGenericType(model),
                (SqlMapper.ITypeHandler)Activator.CreateInstance(typeof(IdHandler<>).MakeGenericType(model))!);
        }

        return true;
    }

    private sealed class IdHandler<T> : SqlMapper.TypeHandler<Id<T>>
    {
        public override void SetValue(IDbDataParameter parameter, Id<T> value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = (long)value.Value;
        }

        public override Id<T> Parse(object value) => new((ulong)Convert.ToInt64(value, CultureInfo.InvariantCulture));
    }

    private sealed class TimeHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value.ToUnixTimeMilliseconds();
        }

        public override DateTimeOffset Parse(object value) =>
            DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(value, CultureInfo.InvariantCulture));
    }
}
