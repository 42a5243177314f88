import type { AnswerWords } from "../language.js";
import { wordSet } from "../word-lists.js";

/** What is paid. */
const PAID =
  "(?:tax|taxes|fees?|prices?|costs?|charges?|salary|salaries|wages?|pay|fines?|penalty|penalties|rent|rate|deposit|bonus|allowance|compensation|subsidy|grant|premium|pension|budget|tuition|fare)";

/** The kinds of answers in English. */
export const EN_ANSWERS: AnswerWords = {
  asked: {
    money: `how much (?:money|do|does|did|will|would|can|should) (?:\\w+ ){0,6}(?:costs?|pay|paid|charge|earn|make|owe|spend|get paid)|how much (?:is|are|was|were|will)(?! time)|how much (?:money|\\w+ cost)|costs?|price of|(?:what|which|how high) (?:\\w+ ){0,4}${PAID}|^(?!wh|how|can|do|is)(?:\\w+ ){0,4}${PAID}$|how expensive|free of charge|for free|do (?:\\w+ ){0,4}cost|have to pay|anything if`,
    percentage: "percent|percentage|per cent|what share|proportion|interest rate|tax rate|discount|majority",
    date: "^when|when (?:do|does|did|is|are|was|were|will|can|could|must|should|shall|has|have|may)|(?:since|until|by|from) when|(?:what|which) (?:time|date|day|days|year|years|month|hours)|deadline|due|opening hours|start date|end date|schedule|expire\\w*",
    duration:
      "how long|how quickly|how soon|how fast|how much (?:\\w+ )?(?:time|notice)|how many (?:seconds|minutes|hours|days|weeks|months|years)|duration|(?:notice|waiting|retention|probation|trial|grace|time) period|timeout|time limit|how much .* leave|how long before",
    frequency: "how often|how frequently|how many times|at what intervals?|frequency|how regularly",
    count:
      "how (?:many|much)|number of|maximum|minimum|max|min|at most|at least|limit|\\w+ default$|default (?:value|size|length|number|port|priority|timeout|limit)|population|which port|what (?:port|number|size|priority)|quota",
    measure:
      "how (?:large|big|high|tall|far|old|heavy|deep|wide|small|fast|thick|hot|cold|loud|strong|long)|size|length|width|height|weight|depth|distance|temperature|speed|volume|area|amount",
    person:
      "who|whom|whose|contact person|in charge|responsible|which (?:person|office|department|agency|team|court|authority|company)",
    place:
      "^where|where (?:is|are|do|does|did|can|should|was|were|will|to|would|could|must|i)|(?:what|which|postal|street|mailing|office|ip) (?:\\w+ ){0,3}address|address of|^address|location|located|headquarters?|headquartered|capital|(?:which|what) (?:directory|folder|file|city|country|state|room|building|street|place|floor|path|menu|page)|based in",
    definition:
      "^what(?: is|s| s| are| was) (?:an?|meant) (?:\\w+ ?){1,5}$|^what(?: is|s| s| are)(?! (?:the|your|my|their|our|there) )(?!.* s )(?: \\w+){1,3}$|what (?:do|does|did) (?!i |we |you )(?:\\w+ ){1,6}(?:mean|stand for|do)|definition|meaning of|define|abbreviation|acronym|what is meant|explain",
    steps:
      "how (?:do|can|should|would|must|could|does|might|did) (?:i|you|we|one|someone|people|users?)|how to|steps (?:to|for|in)|instructions?|what (?:do|should|must|can|could) (?:i|we|you) (?:\\w+ ){0,3}do|what now|procedure|tutorial|walkthrough|^(?:install|configure|set ?up|enable|disable|create|add|remove|delete|change|set|fix|reset|update|upgrade|run|use|build|deploy|print|cancel|connect|restart) (?!\\w+$)\\w+|(?:change|install|set ?up|configure|enable|from the command line)(?: \\w+)?$|^(?:enable|disable|install|configure|reset|set) \\w+$",
    list: "^list|list (?:of|all)|(?:which|what) (?:\\w+ ){0,2}\\w+s (?:are|do|does|can|could|should|must|have|need|were|may|will|exist|count|qualify|is|apply)|what are (?:the|all|my|some)|what (?:can|may|could|happens|else) (?!does)|types of|kinds of|examples?|requirements|which \\w+ (?:are|can|do)|where can i|overview|all the|which ones|name (?:all|the|some)|options for|who can",
    yesNo:
      "^(?:can|could|may|must|might|do|does|did|is|isn|are|aren|was|were|will|would|should|shall|has|have|had|am)|^(?:if|when) (?:\\w+ ){1,10}(?:do|does|can|will|is|are|am|must|may|should) (?:i|we|you|it|they)|(?:allowed|permitted|mandatory|compulsory|required|forbidden|prohibited|legal|possible)$",
    reason: "why|reasons?|how come|what causes?|what for|purpose|what is the point",
    contact:
      "phone|telephone|(?:contact|fax|support|emergency|service) number|e ?mail address|contact|(?:what|which) (?:\\w+ ){0,3}(?:url|website|web site)|link to|hotline|help ?desk|reach|fax|who (?:can|do|should) i (?:ask|call|contact|report|talk|email|write)",
    comparison:
      "difference|differences|differ|differs|compare\\w*|comparison|versus|vs|better|worse|rather than|instead of|(?:older|newer|larger|bigger|smaller|faster|slower|cheaper|higher|lower|longer|shorter) (?:than)?|advantages?|disadvantages?|pros|which (?:is|one is) \\w+er",
  },
  definitionWords: wordSet(
    "mean means meaning stand stands definition define defined abbreviation acronym term explain called exactly refer refers",
  ),
  given: {
    currency:
      "dollars?|usd|euros?|eur|€|cents?|pounds?|gbp|pence|francs?|chf|yen|per hour|a year|million|billion",
    free: "free|free of charge|no (?:charge|cost|fee)|at no (?:\\w+ )?cost|without charge|complimentary|waived|exempt",
    percent: "%|percent|per cent|percentage points?|pct",
    fraction: "half|halves|thirds?|quarters?|quarter|fifths?|tenths?|majority",
    deadline:
      "by|within|no later than|at the latest|deadline|due|until|before|effective|as of|prior to|immediately|at any time|starting|begins?|ends?|expires?",
    day: "(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekdays?|weekends?|holidays?|midnight|noon|morning|evening|tonight|easter|christmas|business days?",
    clock: "a\\.?m\\.?|p\\.?m\\.?|o['’]clock|hours|utc",
    timeUnit:
      "seconds?|secs?|milliseconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|quarters?|years?|decades?|pay periods?",
    one: "an?|one|several|half an?|few|(?:the|this) (?:first|next|following)",
    endless: "indefinite(?:ly)?|forever|permanent(?:ly)?|unlimited|no (?:time )?limit|infinite",
    frequency:
      "hourly|daily|weekly|biweekly|monthly|quarterly|annual(?:ly)?|yearly|once|twice|(?:every|each) (?:\\w+ )?(?:seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|time|pay period)|per (?:second|minute|hour|day|week|month|quarter|year|pay period)|times (?:a|per|each)|(?:a|per) (?:day|week|month|year)|always|never|regularly|usually|often|periodically|automatically",
    unit: "meters?|metres?|kilometers?|kilometres?|centimeters?|inch|inches|feet|foot|miles?|yards?|pounds?|lbs?|ounces?|grams?|kilograms?|tons?|liters?|litres?|gallons?|degrees?|watts?|volts?|bytes?|kilobytes?|megabytes?|gigabytes?|pixels?|points?|characters?|words?|pages?|lines?|copies|percent|sheets?|acres?|bits?",
    personTitle: "mr|mrs|ms|dr|prof|sir",
    office:
      "supervisors?|managers?|directors?|officers?|administrators?|admins?|team|office|department|agency|board|committee|council|court|employees?|owners?|users?|members?|president|ceo|chair(?:man|woman|person)?|minister|mayor|secretary|lead|help ?desk|staff|operators?|applicants?|customers?|contact|human resources|hr|authors?|founder|person|people|anyone|everyone|citizens?|employers?",
    placeNoun:
      "street|avenue|road|building|room|floor|basement|office|headquarters|city|town|county|state|address|folder|directory|menu|tab|path|file|page|site|location|lobby|hallway|center|campus|region",
    located:
      "located|situated|found|based in|lives in|stored in|is in|are in|available (?:at|from|in)|next to|near|under|on the|opposite|headquartered|go to",
    defines:
      "(?:is|are|was|were) (?:\\w+,? ){0,2}?(?:an?|the|any|one|used)|means?|refers? to|defined as|definition|stands? for|known as|called|consists? of|describes?|represents?|specifies|is when|allows?|lets|in other words|abbreviation|short for|i\\.e\\.",
    instruction:
      "click\\w*|select\\w*|choose|enter|type|press|open|run|install|navigate|go to|follow|add|create|use|set|check|make sure|ensure|download|log in|sign in|submit|contact|enable|disable|configure|copy|move|save|restart|remove|edit|call|email|send|request|fill out|complete|specify|step|then|next|first|finally|command|you (?:can|should|must|need)|try|visit|book|ask",
    permission:
      "must|shall|allowed|permitted|prohibited|forbidden|required|mandatory|optional|eligible|entitled|exempt|must not|may not|can(?:no|['’])t|cannot|shall not|should not|shouldn['’]t|only (?:if|when|be)|don['’]t (?:have|need) to|(?:do|does|are|is) not|(?:do|does|are|is)n['’]t|not (?:allowed|permitted|required|supported|recommended|possible|be)|unable|able to|supports?|supported|deprecated|authorized|authorised|obliged|obligated|has to|have to|need(?:s|ed)? to|get to keep|reimbursable|by default|counts?|possible",
    modal: "may|can|could|should|will|not|no|only|never|always|n['’]t|except|unless",
    yesOrNo: "yes|no|unfortunately|generally|sure|of course|absolutely|usually|typically|only",
    reason:
      "because|since|due to|owing to|therefore|thus|hence|so that|reasons?|as a result|in order to|caused?|causes|to (?:avoid|prevent|ensure|protect|allow|make sure)|thanks to|consequently|that['’]s why|which means|purpose",
    contact:
      "phone|telephone|tel\\.?|fax|e-?mail|contact|hotline|call|help ?desk|website|web site|reach|slack|address|p\\.?o\\.? box",
    contrast:
      "whereas|while|unlike|in contrast|however|but|differ\\w*|different\\w*|compared|comparison|instead|rather|on the other hand|more than|less than|\\w+er than|similar\\w*|both|either|analogous|alternatively|versus|vs",
  },
};
