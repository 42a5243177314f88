import type { AnswerWords } from "../language.js";
import { wordSet } from "../word-lists.js";

/** The kinds of answers in Italian. */
export const IT_ANSWERS: AnswerWords = {
  asked: {
    money:
      "quanto (?:costa|costano|si paga|devo pagare|viene|denaro)|che prezzo|prezzo|tariffe?|costo|gratis|gratuito",
    percentage: "percentuale|per cento|che quota|tasso|aliquota",
    date: "quando|che data|che giorno|che anno|a che ora|in quale anno|scadenza|orari|termine",
    duration:
      "quanto (?:tempo|dura|durano)|quant[ie] (?:giorni|settimane|mesi|anni|ore|minuti)|durata|per quanto",
    frequency: "quante volte|con quale frequenza|ogni quanto|frequenza",
    count: "quant[oaie]|numero di|massimo|minimo|al massimo|almeno",
    measure:
      "quanto e (?:alto|alta|lungo|lunga|largo|larga|grande|profondo|profonda)|qual e (?:la (?:altezza|lunghezza|larghezza|profondita|superficie|velocita|distanza|temperatura)|il (?:peso|volume))|dimensioni|peso",
    person: "chi|responsabile|quale persona|incaricat[oa]",
    place: "dove|indirizzo|luogo|in quale (?:cartella|directory|file|citta|paese|sala|via|edificio)|capitale",
    definition: "cos e|cosa (?:e|sono|significa|vuol dire|si intende)|che cosa|definizione|significato",
    steps: "come|procedura|passaggi|istruzioni|cosa (?:devo|bisogna|posso) fare",
    list: "quali|elenco|esempi|tipi di|requisiti",
    yesNo:
      "^(?:posso|puo|si puo|devo|deve|c e|ci sono|e|sono|esiste|ho|ha|bisogna|e possibile|serve)|permesso|vietato|obbligatorio|consentito",
    reason: "perche|motivo|ragione|causa|a che scopo",
    contact:
      "telefono|numero|indirizzo (?:mail|e mail|di posta)|posta elettronica|contattare|contatti|sito web|a chi",
    comparison: "differenza|differenze|confrontare|confronto|meglio|invece di|rispetto|versus|vs",
  },
  definitionWords: wordSet("significa significano significato vuol dire definizione intende"),
  given: {
    currency: "€|euro|eur|centesimi|dollari|franchi",
    free: "gratis|gratuit\\w*|senza (?:costi|spese)|esent\\w*",
    percent: "%|per cento|percento",
    fraction: "meta|terz[oi]|quart[oi]|maggioranza",
    deadline: "entro|al piu tardi|prima del?|fino al?|a partire dal?|scadenza|termine|dal|immediatamente",
    day: "lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica|festivi|mezzogiorno|mezzanotte|mattina|sera",
    clock: "ore",
    timeUnit:
      "secondi|secondo|minuti|minuto|ore|ora|giorni|giorno|settimane|settimana|mesi|mese|trimestr[ei]|anni|anno",
    one: "un[oa]?|divers[ie]|mezz[oa]",
    endless: "indeterminat\\w*|illimitat\\w*|permanent\\w*",
    frequency:
      "ogni \\w+|tutti i \\w+|tutte le \\w+|al (?:giorno|mese)|all['’]anno|alla settimana|per (?:giorno|mese|anno|ora)|giornalier\\w*|settimanal\\w*|mensil\\w*|annual\\w*|\\w+ volte|una volta|sempre|mai",
    unit: "metri|metro|chilometri|centimetri|grammi|chilogrammi|chili|litri|gradi|pagine|caratteri|pixel|tonnellate|ettari",
    personTitle: "sig\\.?|sig\\.ra|signora?|dott\\.?|dr\\.?|prof\\.?",
    office:
      "sindaco|ministr[oa]|ministero|direttore|direttrice|presidente|responsabil[ei]|ufficio|consiglio|comitato|tribunale|datore|lavoratori|proprietari[oi]?|richiedent[ei]|membri|person[ae]|comune",
    placeNoun:
      "via|viale|piazza|edificio|sala|piano|citta|indirizzo|cartella|directory|file|menu|sito|luogo|ufficio",
    located: "si trova|si trovano|situat\\w*|ubicat\\w*|sede|disponibil[ei]|vicino|presso",
    defines:
      "(?:e|sono|era) (?:un[oa]?|il|la|lo|i|gli|le)|significa\\w*|si chiama|si intende|si definisce|vuol dire|consiste|indica|denominat\\w*",
    instruction:
      "fare clic|clicca\\w*|seleziona\\w*|scegli\\w*|apri\\w*|inseri\\w*|premi\\w*|vai|segui\\w*|usa\\w*|utilizza\\w*|scarica\\w*|installa\\w*|invia\\w*|compila\\w*|bisogna|deve|poi|quindi|prima|passo",
    permission:
      "permess\\w*|vietat\\w*|obbligatori\\w*|facoltativ\\w*|consentit\\w*|necessari\\w*|non (?:si )?(?:puo|possono|deve|devono)|diritto|obbligat\\w*|autorizzat\\w*",
    modal: "puo|possono|deve|devono|non|solo|salvo|tranne",
    yesOrNo: "si|no|purtroppo|certo|in linea di principio",
    reason: "perche|a causa|poiche|dato che|in quanto|percio|quindi|per evitare|al fine|motiv[oi]|ragion[ei]",
    contact: "telefono|tel\\.?|e-?mail|posta|contatt\\w*|sito|fax|indirizzo",
    contrast:
      "mentre|invece|tuttavia|a differenza|ma|differenz\\w*|rispetto|piu di|meno di|al contrario|piuttosto",
  },
};
