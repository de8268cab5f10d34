namespace Mainstay.Modules.Tests.Catalogue;

/// <summary>The checksums of all migrations that databases outside may have run, by module and number. A release adds those that are new in it.</summary>
internal static class Released
{
    public static readonly IReadOnlyDictionary<string, string> Checksums = new Dictionary<string, string>
    {
        ["mirror 1"] = "e94d97be0bac2b894271a884f79a79c37e708be3adcfda098721edadb4ed5109",
        ["mirror 2"] = "b315c96dadb538fb9560f59bdd95144d08d8dcaed95e55c095220e891e2409a9",
        ["mirror 3"] = "293d6ad65d9e3d26ac9ac743d852bb484c36a1355fae688e4bdac5a89571cac3",
        ["engine 1"] = "aa815eaebd43e7c3218746b018291a7ead332b940154ae5062e72ef00a746ab2",
        ["engine 2"] = "37d6f58fa563dc169e0553a8e2ccf016866a4f4557272319b79a6d98b4188a56",
        ["engine 3"] = "ee80129b2fa2cfc64442f1faaae013fb4c8b97ee658f81926c5a60c14244a663",
        ["engine 4"] = "0fff5c9bf221f24de637f94464394c7c0d12bc41a684aeb96f9bd8d842decf10",
        ["repair 1"] = "0259138985e04767a2a68f441ad2032c829528309872c75b69203b0cdec729f7",
        ["setup 1"] = "efc1fbd5832864783d319f00a94e736dcfd2254a8fa430567fb76a9ca396a79b",
        ["setup 2"] = "7a5b78ea21e6961c2143dd76fc04ffec00c4d04bf384a6062f4610f3b1927c63",
        ["job 1"] = "d7632b4ae017daeb9d133858fe9c3f2571ddf48aeecaba32260483ffba91c841",
        ["staff 1"] = "3c690d4fc525273abf410e5f473bc8d7d3df1a16514769e110789983a4e8ab28",
        ["staff 2"] = "352cdf38d892268c45396ccf6d75cc6b13312cdbeab94a98b4bffc3971e1c6e3",
        ["staff 3"] = "3f3b68402ce8b5eae80122b28a30e28ca449c2a7fa640d6346381895b7bb86cb",
    };
}
