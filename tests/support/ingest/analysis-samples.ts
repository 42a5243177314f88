import type { LoadedDocument } from "../../../src/core/document.js";
import { TextBuilder } from "../../../src/documents/text-builder.js";

/**
 * Texts by their language, with what the rules of terms and sentences are about: function words, inflections,
 * compounds, abbreviations, dates, numbers, apostrophes, accents, names, scripts without spaces.
 */
export const TEXTS: Readonly<Record<string, string>> = {
  de: "Am 3. Mai 1998 wurden z. B. die Häuser der Straßenbahngesellschaften von Dr. Müller verkauft, weil niemand mehr dort wohnte. Welche Grundstücksverkehrsgenehmigung brauchte er dafür? Sie kostete 1.250,50 Euro, also etwa 12,5 % weniger als im 19. Jahrhundert. Der Hochwasserschutz an der Elbe ist nicht fertig geworden, obwohl die Arbeiten seit zwei Jahren laufen.",
  en: "On 3 May 1998 Dr. Smith's houses weren't sold, e.g. because nobody had been living there any more. Which permission did he need? It cost $1,250.50, i.e. 12.5% less than in the 19th century. The children's running shoes were nicely made by well-known companies in the U.S. and don't wear out quickly, although the workers have been striking for two years.",
  es: "El 3 de mayo de 1998 el Sr. García vendió las casas de los ferrocarriles, porque ya nadie vivía allí. ¿Cuál era el permiso que necesitaba? Costó 1.250,50 euros, es decir, un 12,5 % menos que en el siglo XIX. Los niños corrían rápidamente por las montañas mientras sus padres estaban trabajando en la construcción.",
  fr: "Le 3 mai 1998, M. Lefèvre n'a pas vendu les maisons des chemins de fer, parce que personne n'y habitait plus. Quelle autorisation lui fallait-il ? Elle coûtait 1 250,50 euros, c'est-à-dire 12,5 % de moins qu'au XIXe siècle. L'école d'aujourd'hui enseigne aux élèves les langues étrangères, lorsqu'ils le souhaitent.",
  it: "Il 3 maggio 1998 il sig. Rossi ha venduto le case delle ferrovie, perché non ci abitava più nessuno. Quale autorizzazione gli serviva? Costava 1.250,50 euro, cioè il 12,5 % in meno che nell'Ottocento. Gli studenti dell'università studiavano velocemente le lingue straniere durante l'anno accademico.",
  nl: "Op 3 mei 1998 heeft dhr. De Vries de huizen van de spoorwegmaatschappijen verkocht, omdat er niemand meer woonde. Welke vergunning had hij daarvoor nodig? Die kostte 1.250,50 euro, d.w.z. 12,5 % minder dan in de 19e eeuw. De kinderen liepen 's morgens snel naar de basisscholen, hoewel de werkzaamheden al twee jaar duren.",
  zh: "1998年5月3日，史密斯博士卖掉了铁路公司的房子。他需要什么许可？",
  und: "ISO 9001 / DIN-A4: X-200b, 0x1F, foo_bar@example.org, https://example.org/a?b=1 – Zażółć gęślą jaźń.",
};

/** Documents with blocks of every kind, in several languages and of several lengths. */
export const DOCUMENTS: readonly LoadedDocument[] = [
  document("Ein Handbuch", null, (builder) => {
    builder.addHeading("Erster Teil", 1);
    builder.addBlock("paragraph", `${TEXTS["de"]} ${TEXTS["de"]}`);
    builder.addHeading("Was man braucht", 2);
    builder.addBlock("paragraph", "Zum Backen braucht man ein paar Dinge. Das sind vor allem:");
    builder.addBlock(
      "list",
      ["Mehl aus der Mühle im Tal", "Wasser", "ein wenig Salz und 20 g Hefe"].join("\n"),
    );
    builder.addHeading("Leer", 2);
    builder.addHeading("Zweiter Teil", 1);
    builder.addBlock("paragraph", "Die Preise stehen hier:");
    builder.addBlock(
      "table",
      lines(60, (i) => `Ware: Nummer ${i} | Preis: ${i},50 € | Lager: Halle ${i % 7}`),
    );
    builder.addBlock(
      "code",
      lines(50, (i) => `const value${i} = compute(${i}); // line ${i}`),
    );
    builder.addBlock("paragraph", Array.from({ length: 300 }, (_, i) => `wort${i}`).join(" "));
    builder.addBlock("paragraph", TEXTS["en"] ?? "");
  }),
  ...Object.entries(TEXTS).map(([language, text]) =>
    document(`Sample ${language}`, language, (builder) => {
      builder.addBlock("paragraph", text);
      builder.addBlock("paragraph", `${text}\n${text}`);
    }),
  ),
];

function document(
  title: string,
  language: string | null,
  build: (builder: TextBuilder) => void,
): LoadedDocument {
  const builder = new TextBuilder(title, 1_000_000);
  build(builder);
  return { title, ...builder.build(), pages: null, language };
}

function lines(count: number, line: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => line(i)).join("\n");
}
