import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTemporaryFootnote, type TemporaryFootnote } from "../../support/open-temporary-footnote.js";

/** House rules and the like, in languages that the built-in embedder doesn't know. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  "biblioteca.txt": `Normas de la biblioteca municipal de Valdeoliva

La biblioteca abre de lunes a viernes de nueve de la mañana a ocho de la tarde. Los sábados cierra a las dos. El edificio fue un convento de monjas hasta 1836 y se restauró en 1992 según el proyecto de la arquitecta Carmen Ibáñez.

Cada socio puede llevarse en préstamo seis libros durante tres semanas y dos películas durante una semana. El préstamo se renueva una vez, salvo que otro lector haya reservado el libro. Por cada día de retraso se suspende el carné dos días. No se cobran multas en dinero.

El carné es gratuito para los vecinos del pueblo. Los visitantes pagan una fianza de quince euros que se devuelve al final de la estancia. Los menores de doce años necesitan la firma de un adulto.

La sala de estudio tiene cuarenta plazas y permanece abierta hasta medianoche en época de exámenes. El Sr. Molina, bibliotecario desde 2004, dirige además el club de lectura de los jueves.`,
  "marche.txt": `Règlement du marché couvert de Saint-Aubin

Le marché couvert de Saint-Aubin ouvre tous les mardis et samedis de sept heures à treize heures. En été, une nocturne a lieu le premier vendredi du mois. Les halles ont été construites en 1887 par l'architecte Émile Rousselot, qui avait aussi dessiné la gare.

Chaque marchand paie une redevance de 4,50 euros par mètre d'étalage et par jour. Les producteurs de la commune bénéficient d'une réduction de vingt pour cent. Les demandes d'emplacement sont adressées à la mairie avant le 15 novembre. M. Lefèvre, placier du marché, attribue les places libres à six heures et demie.

Les chiens ne sont pas admis dans les halles, sauf les chiens guides. Les véhicules doivent quitter la place avant huit heures. Les déchets sont triés : les cagettes en bois sont rapportées au dépôt, les restes de légumes vont au compost.

Le marché a fermé pendant deux ans après l'incendie de mars 1954. La toiture fut alors refaite en zinc et la charpente métallique fut repeinte en vert.`,
  "funivia.txt": `La funivia del Monte Serra

La funivia collega il paese di Borgolago con il rifugio Serra in undici minuti. Fu inaugurata nel 1963 e rinnovata completamente nel 2009. Ogni cabina porta trentacinque passeggeri e un conducente. Il dislivello è di 1.140 metri.

Il biglietto di andata e ritorno costa 18 euro; i bambini sotto i sei anni viaggiano gratis. Le biciclette si trasportano solo nei giorni feriali. I cani devono portare la museruola e pagano metà prezzo.

In caso di vento oltre i settanta chilometri all'ora la funivia si ferma. La manutenzione si svolge ogni anno a novembre: le funi vengono controllate con i raggi X e i freni sono provati a pieno carico. Il direttore dell'esercizio è l'ing. Marta Colombo.

Dal rifugio parte il sentiero dei contrabbandieri, che arriva in tre ore al lago Nero.`,
  "zwembad.txt": `Huisregels van zwembad De Waterlelie

Het zwembad is op werkdagen open van zes uur 's ochtends tot tien uur 's avonds. Op zondag sluit het bad om vijf uur. Het buitenbad van vijftig meter werd in 1971 gegraven en wordt sinds 2015 met zonnepanelen verwarmd.

Een kaartje voor volwassenen kost 6,20 euro; kinderen onder de vier jaar zwemmen gratis mits een volwassene meegaat. Een abonnement is persoonlijk en kan niet worden overgedragen. Wie zijn kaart verliest, betaalt vijf euro voor een nieuwe.

Duiken mag alleen in het diepe bad. Glas, bijv. flessen en potten, is verboden rond het water. De badmeester, mevr. Jansen, geeft op woensdag zwemles aan beginners. Wie zich niet aan de regels houdt, moet het bad verlaten.

In de kantine worden soep, broodjes en koffie verkocht. Het water wordt elke twee uur gecontroleerd op chloor.`,
  "tea.txt": `茶馆守则

茶馆每天早上八点开门，晚上十点关门。周一休息。茶馆建于1932年，原来是一座粮仓。

绿茶每壶二十元，普洱茶每壶三十五元。学生凭证件打八折。自带茶叶的客人需付十元水费。

二楼每周六下午有评弹演出，票价五十元。演出时请勿拍照。掌柜王秀兰负责预订座位。`,
};

const ANSWERED = [
  ["es", "¿Cuándo abre la biblioteca?", "nueve"],
  ["es", "¿Quién restauró el edificio?", "Ibáñez"],
  ["es", "¿Cuántas plazas tiene la sala de estudio?", "cuarenta"],
  ["es", "¿Quién dirige el club de lectura?", "Molina"],
  ["fr", "Qui a construit les halles ?", "Rousselot"],
  ["fr", "Quand a eu lieu l'incendie ?", "1954"],
  ["fr", "Où faut-il adresser les demandes d'emplacement ?", "mairie"],
  ["fr", "De quelle couleur est la charpente métallique ?", "vert"],
  ["it", "Quando fu inaugurata la funivia?", "1963"],
  ["it", "Quanti passeggeri porta una cabina?", "trentacinque"],
  ["it", "Chi è il direttore dell'esercizio?", "Colombo"],
  ["it", "Quando si ferma la funivia?", "vento"],
  ["nl", "Wat kost een kaartje voor volwassenen?", "6,20"],
  ["nl", "Wie geeft zwemles?", "Jansen"],
  ["nl", "Waar mag je duiken?", "diepe bad"],
  ["zh", "茶馆几点开门？", "八点"],
  ["zh", "谁负责预订座位？", "王秀兰"],
] as const;

const REFUSED = [
  ["es", "¿Quién escribió el Quijote?"],
  ["es", "¿Cuántos habitantes tiene Valdeoliva?"],
  ["es", "¿Cuánto cuesta el aparcamiento?"],
  ["fr", "Quelle est la capitale de l'Australie ?"],
  ["fr", "Combien d'habitants compte Saint-Aubin ?"],
  ["fr", "Quelle est la hauteur des halles ?"],
  ["it", "Qual è la capitale della Spagna?"],
  ["it", "Quanti abitanti ha Borgolago?"],
  ["it", "Quanto costa il parcheggio?"],
  ["nl", "Wie is de burgemeester?"],
  ["nl", "Hoeveel inwoners heeft Utrecht?"],
  ["nl", "Wat kost parkeren?"],
  ["zh", "北京有多少人口？"],
  ["zh", "如何烤面包？"],
] as const;

describe("documents in languages that the embedder doesn't know", () => {
  let dir: string;
  let footnote: TemporaryFootnote;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "footnote-languages-"));
    for (const [name, text] of Object.entries(DOCUMENTS)) {
      await writeFile(join(dir, name), text);
    }
    footnote = await openTemporaryFootnote(dir);
  });
  afterAll(async () => {
    await footnote.close();
    await rm(dir, { recursive: true });
  });

  it("are known by their language", async () => {
    const documents = await footnote.store.documents();
    expect(documents.map(({ language }) => language)).toEqual(["es", "it", "fr", "zh", "nl"]);
  });

  it.each(ANSWERED)("%s: %s → %s", async (language, question, expected) => {
    const answer = await footnote.ask(question);
    expect(answer).toMatchObject({ answered: true, language });
    expect(answer.answer).toContain(expected);
    for (const { verified } of answer.citations) {
      expect(verified).toBe(true);
    }
  });

  it.each(REFUSED)("%s: %s is refused", async (language, question) => {
    expect(await footnote.ask(question)).toMatchObject({ answered: false, language, citations: [] });
  });
});
