using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Mainstay.Architecture.Tests;

/// <summary>
/// The public surface of what plugin authors compile against, as reviewed text. When a change is meant, run the tests once with
/// MAINSTAY_ACCEPT_SURFACE=1 and commit the new text with the change.
/// </summary>
public sealed class SurfaceTests
{
    [Theory]
    [InlineData("Discord")]
    [InlineData("Sdk")]
    public void The_public_surface_is_the_reviewed_one(string project)
    {
        var file = Path.Combine(Folder(), $"Mainstay.{project}.txt");
        var now = Surface.Of(Assembly.LoadFrom(Assemblies.PathOf(project)));
        if (Environment.GetEnvironmentVariable("MAINSTAY_ACCEPT_SURFACE") == "1")
        {
            File.WriteAllText(file, now);
        }

        var reviewed = File.Exists(file) ? File.ReadAllText(file) : "";
        var before = reviewed.Split('\n').ToHashSet();
        var after = now.Split('\n').ToHashSet();

        (now == reviewed).ShouldBeTrue(
            $"The public surface of Mainstay.{project} changed. If it is meant, run with MAINSTAY_ACCEPT_SURFACE=1 and commit Surface/Mainstay.{project}.txt.\n"
            + string.Join('\n', before.Except(after).Take(20).Select(line => "- " + line).Concat(after.Except(before).Take(20).Select(line => "+ " + line))));
    }

    private static string Folder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "Surface");
}

internal static class Surface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(Name(type));
            var bases = Bases(type).ToArray();
            text.Append(bases.Length == 0 ? "" : " : " + string.Join(", ", bases)).Append('\n');
            foreach (var member in Members(type).Distinct().Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Kind(Type type) =>
        type.IsEnum ? "enum"
        : type.IsInterface ? "interface"
        : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
        : type.IsValueType ? "struct"
        : type is { IsAbstract: true, IsSealed: true } ? "static class"
        : type.IsAbstract ? "abstract class"
        : type.IsSealed ? "sealed class"
        : "class";

    private static IEnumerable<string> Bases(Type type)
    {
        if (type.IsEnum || typeof(Delegate).IsAssignableFrom(type))
        {
            yield break;
        }

        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
        {
            yield return Name(parent);
        }

        foreach (var contract in type.GetInterfaces().Where(contract => contract.IsPublic && contract.Assembly == type.Assembly).Select(Name).Order(StringComparer.Ordinal))
        {
            yield return contract;
        }
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            yield return Signature(type.GetMethod("Invoke")!);
            yield break;
        }

        foreach (var field in type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily))
        {
            if (field.IsSpecialName)
            {
                continue;
            }

            yield return type.IsEnum
                ? $"{field.Name} = {Convert.ToString(field.GetRawConstantValue(), System.Globalization.CultureInfo.InvariantCulture)}"
                : $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}";
        }

        foreach (var property in type.GetProperties(Declared).Where(property => property.GetAccessors().Length > 0))
        {
            var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
            var isStatic = property.GetAccessors(true)[0].IsStatic ? "static " : "";
            var accessors = (property.GetMethod?.IsPublic == true ? " get;" : "") + (property.SetMethod?.IsPublic == true ? IsInit(property.SetMethod) ? " init;" : " set;" : "");
            yield return $"{isStatic}{required}{Name(property.PropertyType)} {property.Name} {{{accessors} }}";
        }

        foreach (var constructor in type.GetConstructors(Declared).Where(constructor => constructor.IsPublic || constructor.IsFamily))
        {
            yield return $"new({Parameters(constructor)})";
        }

        foreach (var method in type.GetMethods(Declared).Where(method => (method.IsPublic || method.IsFamily) && !method.IsSpecialName && !IsCompilerMade(method)))
        {
            yield return Signature(method);
        }
    }

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static bool IsCompilerMade(MethodInfo method) =>
        method.IsDefined(typeof(CompilerGeneratedAttribute)) || method.Name is "PrintMembers" or "Deconstruct" || method.Name.Contains('<');

    private static string Signature(MethodInfo method) =>
        $"{(method.IsStatic ? "static " : method.IsAbstract ? "abstract " : "")}{Name(method.ReturnType)} {method.Name}{Generics(method)}({Parameters(method)})";

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? " = default" : "")}"));

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return "ref " + Name(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        var name = type.IsNested ? $"{Name(type.DeclaringType!)}.{type.Name}" : type.Namespace == "Mainstay.Discord" || type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true ? type.Name : $"{type.Namespace}.{type.Name}";
        if (!type.IsGenericType)
        {
            return name;
        }

        var tick = name.IndexOf('`', StringComparison.Ordinal);
        return $"{(tick < 0 ? name : name[..tick])}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
