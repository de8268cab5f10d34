using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Mainstay.Architecture.Tests;

/// <summary>Which type names which other, read from metadata, signatures and method bodies.</summary>
internal static class TypeUses
{
    private static readonly Dictionary<int, OpCode> OpCodes = typeof(OpCodes)
        .GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value);

    public static List<(string From, string To)> Of(string assembly)
    {
        using var pe = new PEReader(File.OpenRead(assembly));
        var reader = pe.GetMetadataReader();
        var uses = new List<(string, string)>();
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            var from = OutermostName(reader, handle);
            var names = new Names(reader);
            names.Add(type.BaseType);
            foreach (var implementation in type.GetInterfaceImplementations())
            {
                names.Add(reader.GetInterfaceImplementation(implementation).Interface);
            }

            foreach (var field in type.GetFields())
            {
                names.AddAll(reader.GetFieldDefinition(field).DecodeSignature(names, null));
            }

            foreach (var method in type.GetMethods())
            {
                AddMethod(pe, reader, names, reader.GetMethodDefinition(method));
            }

            uses.AddRange(names.Found.Where(to => to != from).Select(to => (from, to)));
        }

        return uses;
    }

    private static void AddMethod(PEReader pe, MetadataReader reader, Names names, MethodDefinition method)
    {
        var signature = method.DecodeSignature(names, null);
        names.AddAll(signature.ReturnType);
        foreach (var parameter in signature.ParameterTypes)
        {
            names.AddAll(parameter);
        }

        if (method.RelativeVirtualAddress == 0)
        {
            return;
        }

        var body = pe.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
        {
            foreach (var local in reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(names, null))
            {
                names.AddAll(local);
            }
        }

        var il = body.GetILReader();
        while (il.RemainingBytes > 0)
        {
            int value = il.ReadByte();
            var code = OpCodes[value == 0xFE ? 0xFE00 | il.ReadByte() : value];
            switch (code.OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    names.Add(MetadataTokens.EntityHandle(il.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    var branches = il.ReadInt32();
                    il.Offset += 4 * branches;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    il.Offset += 8;
                    break;
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    il.Offset += 1;
                    break;
                case OperandType.InlineVar:
                    il.Offset += 2;
                    break;
                default:
                    il.Offset += 4;
                    break;
            }
        }
    }

    private static string OutermostName(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        while (type.IsNested)
        {
            handle = type.GetDeclaringType();
            type = reader.GetTypeDefinition(handle);
        }

        return FullName(reader.GetString(type.Namespace), reader.GetString(type.Name));
    }

    private static string FullName(string space, string name) => space.Length == 0 ? name : $"{space}.{name}";

    private sealed class Names(MetadataReader reader) : ISignatureTypeProvider<ImmutableArray<string>, object?>
    {
        public HashSet<string> Found { get; } = [];

        public void AddAll(ImmutableArray<string> names) => Found.UnionWith(names);

        public void Add(EntityHandle handle)
        {
            if (handle.IsNil)
            {
                return;
            }

            switch (handle.Kind)
            {
                case HandleKind.TypeDefinition:
                    Found.Add(OutermostName(reader, (TypeDefinitionHandle)handle));
                    break;
                case HandleKind.TypeReference:
                    AddAll(GetTypeFromReference(reader, (TypeReferenceHandle)handle, 0));
                    break;
                case HandleKind.TypeSpecification:
                    AddAll(reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null));
                    break;
                case HandleKind.MethodDefinition:
                    Found.Add(OutermostName(reader, reader.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType()));
                    break;
                case HandleKind.FieldDefinition:
                    Found.Add(OutermostName(reader, reader.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType()));
                    break;
                case HandleKind.MemberReference:
                    Add(reader.GetMemberReference((MemberReferenceHandle)handle).Parent);
                    break;
                case HandleKind.MethodSpecification:
                    var specification = reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                    Add(specification.Method);
                    foreach (var argument in specification.DecodeSignature(this, null))
                    {
                        AddAll(argument);
                    }

                    break;
            }
        }

        public ImmutableArray<string> GetTypeFromDefinition(MetadataReader r, TypeDefinitionHandle handle, byte rawTypeKind) => [OutermostName(r, handle)];

        public ImmutableArray<string> GetTypeFromReference(MetadataReader r, TypeReferenceHandle handle, byte rawTypeKind)
        {
            var type = r.GetTypeReference(handle);
            return type.ResolutionScope.Kind == HandleKind.TypeReference
                ? GetTypeFromReference(r, (TypeReferenceHandle)type.ResolutionScope, rawTypeKind)
                : [FullName(r.GetString(type.Namespace), r.GetString(type.Name))];
        }

        public ImmutableArray<string> GetTypeFromSpecification(MetadataReader r, object? context, TypeSpecificationHandle handle, byte rawTypeKind) =>
            r.GetTypeSpecification(handle).DecodeSignature(this, context);

        public ImmutableArray<string> GetGenericInstantiation(ImmutableArray<string> type, ImmutableArray<ImmutableArray<string>> arguments) =>
            [.. type, .. arguments.SelectMany(argument => argument)];

        public ImmutableArray<string> GetFunctionPointerType(MethodSignature<ImmutableArray<string>> signature) =>
            [.. signature.ReturnType, .. signature.ParameterTypes.SelectMany(parameter => parameter)];

        public ImmutableArray<string> GetModifiedType(ImmutableArray<string> modifier, ImmutableArray<string> type, bool isRequired) => type;

        public ImmutableArray<string> GetArrayType(ImmutableArray<string> type, ArrayShape shape) => type;

        public ImmutableArray<string> GetSZArrayType(ImmutableArray<string> type) => type;

        public ImmutableArray<string> GetByReferenceType(ImmutableArray<string> type) => type;

        public ImmutableArray<string> GetPointerType(ImmutableArray<string> type) => type;

        public ImmutableArray<string> GetPinnedType(ImmutableArray<string> type) => type;

        public ImmutableArray<string> GetPrimitiveType(PrimitiveTypeCode code) => [];

        public ImmutableArray<string> GetGenericMethodParameter(object? context, int index) => [];

        public ImmutableArray<string> GetGenericTypeParameter(object? context, int index) => [];
    }
}
