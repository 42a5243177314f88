import type { AnswerWords } from "../language.js";
import { wordSet } from "../word-lists.js";

/** The kinds of answers in Spanish. */
export const ES_ANSWERS: AnswerWords = {
  asked: {
    money:
      "cuanto (?:cuesta|cuestan|vale|valen|cobra\\w*|dinero|hay que pagar|se paga|debo pagar)|que precio|precio|tarifas?|coste|costo|gratis|gratuito",
    percentage: "porcentaje|por ciento|que proporcion|tasa|tipo de interes",
    date: "cuando|que fecha|que dia|que ano|a que hora|plazo|horarios?|fecha limite|vencimiento",
    duration:
      "cuanto (?:tiempo|dura|duran|tarda|tardan)|cuant[oa]s (?:dias|semanas|meses|anos|horas|minutos)|duracion|plazo",
    frequency: "cuantas veces|con que frecuencia|cada cuanto|frecuencia",
    count: "cuant[oa]s?|numero de|maximo|minimo|como maximo|como minimo",
    measure:
      "cual es (?:la (?:altura|longitud|anchura|profundidad|superficie|velocidad|distancia|temperatura)|el (?:peso|tamano|volumen))|que (?:altura|longitud|tamano|peso)|tamano|peso",
    person: "quien|quienes|responsable|encargad[oa]|que persona",
    place:
      "donde|adonde|direccion|lugar|en que (?:carpeta|directorio|archivo|ciudad|pais|sala|calle|edificio)|capital",
    definition:
      "que (?:es|son) (?:una?|el|la|los|las)?|que significan?|que quiere decir|definicion|significado|que se entiende",
    steps: "como|procedimiento|pasos|instrucciones|que (?:debo|tengo que|hay que|puedo) hacer",
    list: "cuales|lista|ejemplos|tipos de|que \\w+s (?:hay|son|existen|tiene|puedo|debo|se)|requisitos",
    yesNo:
      "^(?:puedo|puede|se puede|debo|debe|hay|es|son|esta|estan|tengo|tiene|existe|necesito|hace falta|es posible)|permitido|prohibido|obligatorio",
    reason: "por que|motivo|razon|causa|para que",
    contact: "telefono|numero|correo electronico|contactar|contacto|sitio web|pagina web|a quien",
    comparison: "diferencias?|comparar|comparacion|mejor|en lugar de|versus|vs|frente a",
  },
  definitionWords: wordSet("significa significan significado quiere decir definicion entiende"),
  given: {
    currency: "€|euros?|eur|centimos?|dolares|dolar|pesos?|usd",
    free: "gratis|gratuit\\w*|sin (?:coste|costo|cargo)|exent\\w*",
    percent: "%|por ciento|porciento",
    fraction: "mitad|tercios?|tercera parte|cuartos?|mayoria",
    deadline:
      "a mas tardar|antes del?|hasta el|en el plazo|a partir del?|dentro de|plazo|desde el|inmediatamente",
    day: "lunes|martes|miercoles|jueves|viernes|sabados?|domingos?|festivos?|mediodia|medianoche|manana|tarde",
    clock: "h|horas?",
    timeUnit: "segundos?|minutos?|horas?|dias?|semanas?|mes|meses|trimestres?|anos?",
    one: "una?|vari[oa]s|medi[oa]",
    endless: "indefinid\\w*|ilimitad\\w*|permanente\\w*",
    frequency:
      "cada \\w+|todos los \\w+|todas las \\w+|al (?:dia|mes|ano)|a la semana|por (?:dia|semana|mes|ano|hora)|diari\\w*|semanal\\w*|mensual\\w*|anual\\w*|\\w+ veces|una vez|siempre|nunca",
    unit: "metros?|kilometros?|centimetros?|gramos?|kilogramos?|kilos?|litros?|grados?|paginas?|caracteres|pixeles|toneladas?|hectareas?",
    personTitle: "sr\\.?|sra\\.?|senora?|don|dona|dr\\.?|dra\\.?",
    office:
      "alcalde|alcaldesa|ministr[oa]|ministerio|director(?:a|es)?|president[ea]|responsables?|oficina|consejo|comite|tribunal|empleadores?|trabajador\\w*|propietari\\w*|solicitantes?|miembros?|personas?|ayuntamiento",
    placeNoun:
      "calle|avenida|plaza|edificio|sala|planta|ciudad|direccion|carpeta|directorio|archivo|menu|sitio|lugar|oficina",
    located: "se encuentran?|situad\\w*|ubicad\\w*|sede|disponibles?|esta en|estan en|cerca de|bajo",
    defines:
      "(?:es|son|era|fue) (?:una?|el|la|los|las)|significan?|se llama|se entiende|se define|quiere decir|consiste|denomina\\w*|se refiere",
    instruction:
      "haga clic|seleccione|elija|abra|introduzca|escriba|pulse|vaya|siga|utilice|descargue|instale|envie|rellene|debe|hay que|luego|despues|primero|paso",
    permission:
      "permitid\\w*|prohibid\\w*|obligatori\\w*|opcional\\w*|requerid\\w*|necesari\\w*|no (?:se )?(?:puede|pueden|debe|deben)|derecho|obligad\\w*|autorizad\\w*",
    modal: "puede|pueden|debe|deben|no|solo|salvo|excepto",
    yesOrNo: "si|no|lamentablemente|por supuesto|en principio",
    reason:
      "porque|debido a|a causa|ya que|puesto que|por eso|por lo tanto|para evitar|con el fin|motivos?|razon|razones",
    contact: "telefono|tel\\.?|correo|e-?mail|contact\\w*|sitio|fax|direccion",
    contrast:
      "mientras|en cambio|sin embargo|a diferencia|pero|diferencias?|en lugar|mas que|menos que|comparad\\w*|por el contrario",
  },
};
