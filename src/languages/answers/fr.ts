import type { AnswerWords } from "../language.js";
import { wordSet } from "../word-lists.js";

/** The kinds of answers in French. */
export const FR_ANSWERS: AnswerWords = {
  asked: {
    money:
      "combien (?:coute|coutent|d argent|ca coute|faut il payer|dois je payer|est ce que ca coute)|quel est (?:le prix|le cout|le tarif|le montant)|quels sont les (?:prix|tarifs|frais)|prix|tarifs?|gratuit",
    percentage: "pourcentage|pour cent|quelle part|taux|proportion",
    date: "quand|quelle date|quel jour|quelle annee|quelle heure|date limite|horaires|delai|echeance",
    duration: "combien de (?:temps|jours|semaines|mois|annees|heures|minutes)|duree|delai|pendant combien",
    frequency: "combien de fois|a quelle frequence|tous les combien|frequence",
    count: "combien|nombre|maximum|minimum|au plus|au moins",
    measure:
      "quelle est la (?:hauteur|longueur|largeur|profondeur|taille|superficie|vitesse|distance|temperature)|quel est le (?:poids|volume)|taille|poids",
    person: "qui|responsable|quelle personne|quel service",
    place:
      "ou|adresse|lieu|dans quel(?:le)? (?:dossier|repertoire|fichier|ville|pays|salle|rue|batiment)|capitale",
    definition:
      "qu est ce qu(?:e|un|une)?|que (?:signifie|veut dire)|que signifient|c est quoi|definition|signification|qu entend on|qu appelle t on",
    steps: "comment|procedure|etapes|mode d emploi|que (?:dois je|faut il|puis je) faire|que faire",
    list: "quels|quelles|liste|exemples|types de|quelles sont|quels sont",
    yesNo:
      "^(?:est ce que|est ce|puis je|peut on|peut il|dois je|doit on|faut il|ai je|a t on|y a t il|suis je|est il|est elle|sont ils|le|la|les|un|une) .*(?:t il|t elle|t on)|^(?:est ce que|puis je|peut on|dois je|doit on|faut il|ai je|y a t il|suis je|est il|est elle)|autorise|interdit|obligatoire",
    reason: "pourquoi|raison|cause|dans quel but",
    contact: "telephone|numero|adresse (?:mail|electronique|e mail)|contacter|contact|site web|joindre|a qui",
    comparison: "difference|differences|comparer|comparaison|mieux|plutot|par rapport|versus|vs",
  },
  definitionWords: wordSet("signifie signifient signification veut dire definition entend appelle"),
  given: {
    currency: "€|euros?|eur|centimes?|dollars?|francs?|chf",
    free: "gratuit\\w*|sans frais|exonere\\w*",
    percent: "%|pour cent|pourcent",
    fraction: "moitie|tiers|quarts?|majorite",
    deadline:
      "au plus tard|avant le|jusqu['’ ]?au?|dans un delai|a partir d[ue]|delai|des le|echeance|immediatement",
    day: "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|jours? feries?|week-end|midi|minuit|matin|soir",
    clock: "h|heures?",
    timeUnit: "secondes?|minutes?|heures?|jours?|semaines?|mois|trimestres?|ans?|annees?",
    one: "une?|plusieurs|demi-?",
    endless: "indetermine\\w*|illimite\\w*|permanent\\w*",
    frequency:
      "chaque \\w+|tous les \\w+|toutes les \\w+|par (?:jour|semaine|mois|an|heure)|quotidien\\w*|hebdomadaire\\w*|mensuel\\w*|annuel\\w*|\\w+ fois|regulierement|toujours|jamais",
    unit: "metres?|kilometres?|centimetres?|grammes?|kilogrammes?|kilos?|litres?|degres?|pages?|caracteres?|pixels?|tonnes?|hectares?",
    personTitle: "m\\.|mme|mlle|monsieur|madame|dr",
    office:
      "maire|ministre|ministere|directeurs?|directrice|president\\w*|responsables?|service|bureau|conseil|comite|tribunal|employeurs?|salaries?|proprietaires?|demandeurs?|membres?|personnes?|agents?|prefet|prefecture|mairie",
    placeNoun:
      "rue|avenue|place|batiment|salle|etage|ville|adresse|dossier|repertoire|fichier|menu|site|lieu|bureau",
    located: "se trouve\\w*|situee?s?|se situe\\w*|sis|siege|disponible\\w*|sous|pres de",
    defines:
      "est (?:une?|l[ea']|l['’]\\w+)|sont d?es|signifie\\w*|designe\\w*|on appelle|on entend par|veut dire|consiste|defini\\w*|correspond|appelee?",
    instruction:
      "cliquez|selectionnez|choisissez|ouvrez|entrez|saisissez|appuyez|allez|suivez|utilisez|telechargez|installez|envoyez|remplissez|vous devez|il faut|ensuite|puis|d['’]abord|etape",
    permission:
      "autorise\\w*|interdit\\w*|obligatoire\\w*|permis\\w*|facultati\\w*|requis\\w*|ne (?:peut|peuvent|doit|doivent) (?:pas|etre)|droit|tenue?s? de|dispense\\w*|exige\\w*",
    modal: "peut|peuvent|doit|doivent|pas|ne|sauf|uniquement|seulement",
    yesOrNo: "oui|non|malheureusement|bien sur|en principe",
    reason: "parce qu\\w*|car|en raison|a cause|grace a|afin|c['’]est pourquoi|donc|puisque|raisons?",
    contact: "telephone|tel\\.?|courriel|e-?mail|mail|contact\\w*|site|fax|adresse",
    contrast:
      "tandis|alors que|en revanche|par contre|contrairement|mais|difference\\w*|plutot|par rapport|plus que|moins que",
  },
};
