namespace Mainstay.Sandbox.Scenarios.Names;

/// <summary>A name as people write it, and in the letters of a username.</summary>
internal readonly record struct Written(string Native, string Latin);

/// <summary>Names that go together.</summary>
internal sealed record Culture(Written[] Given, Written[] Family, bool FamilyFirst = false, string Between = " ");

/// <summary>Given and family names of many places and scripts.</summary>
internal static class NameBook
{
    public static Culture[] Cultures { get; } =
    [
        Latin("Emma Oliver Amelia Harry Grace Noah Charlotte Theo Maya Lucas Hannah Ethan Ruby Caleb Zoe Miles", "Whitfield Okafor Harper Sinclair Brooks Adeyemi Mercer Lowell Ashworth Bennett Calloway Dunn Fairchild Gallagher Hollis Ingram Jarvis Keating Langley Monroe Prescott Quimby Radcliffe Thornton Underwood Vance Winslow"),
        Latin("Anna Piotr Zofia Jakub Marta Tomasz Alicja Marek", "Nowak Wójcik Kowalczyk Mazur Zając Krawczyk Wróbel Kubiak"),
        Latin("Léa Hugo Chloé Antoine Camille Étienne Inès Baptiste", "Lefèvre Moreau Dubois Garnier Fontaine Béranger"),
        Latin("Lena Jonas Mia Felix Klara Jürgen Sophie Björn", "Müller Schäfer Weiß Hoffmann Krüger Vogel"),
        Latin("Lucía Mateo Valentina Diego Camila Andrés Sofía Joaquín", "García Fernández Núñez Ibáñez Castillo Rojas"),
        Latin("Beatriz João Inês Tiago Larissa Caio Mariana Rafael", "Oliveira Sousa Gonçalves Araújo Mendes Teixeira"),
        Latin("Elif Emre Zeynep Mert Ayşe Burak", "Yılmaz Şahin Öztürk Çelik Aydın Koç"),
        Latin("Linh Minh Trang Huy Ngọc Quân", "Nguyễn Trần Phạm Đặng Võ Bùi", familyFirst: true),
        Latin("Amara Chidi Ngozi Kwame Zainab Tunde Nala Sipho", "Mbeki Nwosu Mensah Diallo Otieno Dlamini"),
        Latin("Aroha Tama Kiri Wiremu Leilani Sione", "Ngata Tūhoe Kealoha Faleolo"),
        Latin("Priya Arjun Ananya Rohan Kavya Vikram", "Sharma Iyer Patel Banerjee Reddy Nair"),
        new(Pairs("Анна=anna Дмитрий=dmitry Екатерина=katya Иван=ivan Мария=maria Олександр=oleksandr Софія=sofia Тарас=taras"),
            Pairs("Шевченко=shevchenko Бондаренко=bondarenko Коваленко=kovalenko Мельник=melnyk Ткач=tkach Черных=chernykh Седых=sedykh")),
        new(Pairs("Ελένη=eleni Γιώργος=giorgos Μαρία=maria Νίκος=nikos Άννα=anna Κώστας=kostas"), Pairs("Γεωργίου=georgiou Νικολάου=nikolaou Ιωάννου=ioannou Παππά=pappa Δήμου=dimou")),
        new(Pairs("ليلى=layla عمر=omar فاطمة=fatima يوسف=yousef نور=nour كريم=karim"), Pairs("الحسن=alhassan منصور=mansour العلي=alali حداد=haddad")),
        new(Pairs("נועה=noa איתן=eitan תמר=tamar יונתן=yonatan מיכל=michal"), Pairs("לוי=levi כהן=cohen מזרחי=mizrahi")),
        new(Pairs("さくら=sakura 陽翔=haruto 結衣=yui 蓮=ren 美咲=misaki 大輝=daiki"), Pairs("佐藤=sato 鈴木=suzuki 高橋=takahashi 田中=tanaka"), true),
        new(Pairs("伟=wei 芳=fang 敏=min 静=jing 磊=lei 雪=xue"), Pairs("王=wang 李=li 张=zhang 陈=chen 刘=liu"), true, ""),
        new(Pairs("민준=minjun 서연=seoyeon 지훈=jihoon 하은=haeun"), Pairs("김=kim 이=lee 박=park 최=choi"), true, ""),
        new(Pairs("आरव=aarav दीया=diya ईशान=ishaan मीरा=meera"), Pairs("वर्मा=verma गुप्ता=gupta सिंह=singh")),
        new(Pairs("กานดา=kanda สมชาย=somchai มาลี=malee"), Pairs("ศรีสุข=srisuk แก้วใส=kaewsai")),
    ];

    /// <summary>How many different people all of them can name.</summary>
    public static int Combinations { get; } = Cultures.Sum(c => c.Given.Length * c.Family.Length);

    /// <summary>A culture, the richer the likelier, so that no name comes up much more often than another.</summary>
    public static Culture Pick(Random chance)
    {
        var at = chance.Next(Combinations);
        foreach (var culture in Cultures)
        {
            at -= culture.Given.Length * culture.Family.Length;
            if (at < 0)
            {
                return culture;
            }
        }

        return Cultures[^1];
    }

    private static Culture Latin(string given, string family, bool familyFirst = false) => new(Plain(given), Plain(family), familyFirst);

    private static Written[] Plain(string names) => [.. names.Split(' ').Select(n => new Written(n, Ascii(n)))];

    private static Written[] Pairs(string names) => [.. names.Split(' ').Select(n => n.Split('=')).Select(p => new Written(p[0], p[1]))];

    private static string Ascii(string name)
    {
        // Letters with marks, as people drop them in a username. A table, as the program runs without culture data.
        const string Marked = "śńęąłżźćóéèëêàâüöäßíñúáãçõşığđờầặấịọạùūÉŞŠČÇÖÜİĐỌễ";
        const string Bare = "snealzzcoeeeeaauoasinuaacosigdoaaaioauuessccouidoe";
        return string.Concat(name.Select(c => Marked.IndexOf(c, StringComparison.Ordinal) is var at and >= 0 ? Bare[at] : char.ToLowerInvariant(c)).Where(char.IsAsciiLetterLower));
    }
}
