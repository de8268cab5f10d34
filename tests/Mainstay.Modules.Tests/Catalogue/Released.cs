namespace Mainstay.Modules.Tests.Catalogue;

/// <summary>The checksums of all migrations that databases outside may have run, by module and number. A release adds those that are new in it.</summary>
internal static class Released
{
    public static readonly IReadOnlyDictionary<string, string> Checksums = new Dictionary<string, string>
    {
        ["mirror 1"] = "e94d97be0bac2b894271a884f79a79c37e708be3adcfda098721edadb4ed5109",
        ["engine 1"] = "aa815eaebd43e7c3218746b018291a7ead332b940154ae5062e72ef00a746ab2",
        ["engine 2"] = "37d6f58fa563dc169e0553a8e2ccf016866a4f4557272319b79a6d98b4188a56",
        ["engine 3"] = "ee80129b2fa2cfc64442f1faaae013fb4c8b97ee658f81926c5a60c14244a663",
        ["job 1"] = "d7632b4ae017daeb9d133858fe9c3f2571ddf48aeecaba32260483ffba91c841",
        ["staff 1"] = "3c690d4fc525273abf410e5f473bc8d7d3df1a16514769e110789983a4e8ab28",
        ["staff 2"] = "352cdf38d892268c45396ccf6d75cc6b13312cdbeab94a98b4bffc3971e1c6e3",
    };
}
