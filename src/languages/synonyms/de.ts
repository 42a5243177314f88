import { wordGroups } from "../word-lists.js";

/**
 * German words that people ask with and words that offices, laws, contracts and manuals write, each line one meaning.
 * From general knowledge; a word may stand in several lines. Two words of a line needn't be exact synonyms: a text with
 * one of them is likely to answer a question with the other.
 */
export const DE_SYNONYMS = wordGroups(`
  lohn gehalt arbeitsentgelt entgelt vergutung verdienst bezuge besoldung
  chef arbeitgeber vorgesetzter dienstherr
  mitarbeiter arbeitnehmer beschaftigter angestellter personal bediensteter
  job arbeit stelle beschaftigung tatigkeit arbeitsplatz
  arbeitsvertrag dienstvertrag anstellungsvertrag
  kundigen kundigung beenden beendigung austreten austritt auflosen
  rauswurf rausschmiss entlassung kundigung
  kundigungsfrist auflosungsfrist
  probezeit wartezeit
  urlaub erholungsurlaub urlaubsanspruch ferien
  krank arbeitsunfahig krankheit erkrankung arbeitsunfahigkeit dienstunfahig
  krankschreibung krankmeldung arbeitsunfahigkeitsbescheinigung attest
  homeoffice telearbeit heimarbeit
  uberstunden mehrarbeit
  teilzeit teilzeitbeschaftigung
  weiterbildung fortbildung schulung lehrgang
  lehre ausbildung berufsausbildung
  lehrling azubi auszubildender
  rente ruhestand altersrente pension altersversorgung ruhegehalt
  rentner pensionar
  arbeitslosengeld arbeitslosenunterstutzung
  arbeitslos erwerbslos arbeitssuchend
  arbeitsamt arbeitsagentur jobcenter
  minijob geringfugig
  spesen reisekosten auslagen tagegeld
  dienstreise geschaftsreise
  bewerbung bewerben
  vorstellungsgesprach bewerbungsgesprach
  betriebsrat personalrat personalvertretung mitarbeitervertretung
  zeugnis beurteilung
  befordern beforderung
  mobbing belastigung
  perso personalausweis ausweis ausweisdokument identitatsnachweis
  pass reisepass
  fuhrerschein fahrerlaubnis
  auto kfz kraftfahrzeug fahrzeug wagen pkw
  lkw lastwagen lastkraftwagen
  motorrad kraftrad
  fahrrad rad
  nummernschild kennzeichen
  parken abstellen halten parkplatz stellplatz
  falschparken parkverstoss
  strafzettel knollchen verwarnungsgeld bussgeld
  strafe bussgeld geldbusse ordnungswidrigkeit sanktion
  blitzer geschwindigkeitsuberwachung
  gehweg burgersteig gehsteig fussweg
  strasse fahrbahn verkehrsflache
  schnee eis winterdienst glatte raumen
  streuen streupflicht raumpflicht winterdienst
  mull abfall abfalle restmull
  mulltonne abfallbehalter mullbehalter tonne restmulltonne
  mullabfuhr abfallentsorgung mullentsorgung abfuhr abholung
  sperrmull sperrabfall
  biomull bioabfall
  verpackungen leichtverpackungen
  recyclinghof wertstoffhof bauhof
  grunschnitt gartenabfall grunmasse pflanzenabfall
  wegwerfen entsorgen entsorgung beseitigen
  abwasser schmutzwasser kanalisation entwasserung
  wasser trinkwasser frischwasser
  strom elektrizitat energie
  heizung warmeversorgung
  wohnung wohnraum mietwohnung
  miete mietzins kaltmiete
  vermieter eigentumer
  mieter wohnungsnutzer
  nebenkosten betriebskosten
  kaution mietsicherheit sicherheitsleistung
  haus gebaude wohngebaude
  grundstuck flurstuck
  bauen errichten bauvorhaben neubau
  baugenehmigung bauerlaubnis
  abreissen abbruch ruckbau
  nachbar angrenzer anlieger
  zaun einfriedung
  hecke geholz
  baum geholz
  larm ruhestorung gerausche laut
  ruhezeit nachtruhe mittagsruhe
  grillen feuer
  hund hunde tiere
  tier haustier
  hundebesitzer hundehalter halter
  besitzer eigentumer halter inhaber
  leine leinenpflicht anleinen leinenzwang
  hundehaufen hundekot verunreinigung
  kampfhund listenhund
  katze kater
  kita kindergarten kindertagesstatte kindertageseinrichtung krippe
  tagesmutter kindertagespflege
  schule schulbesuch
  schuler schulkinder
  lehrer lehrkraft
  kind kinder minderjahriger
  jugendlicher heranwachsender minderjahriger
  eltern erziehungsberechtigter sorgeberechtigter personensorgeberechtigter
  sorgerecht personensorge
  kindergeld familienleistung
  elternzeit erziehungsurlaub
  unterhalt alimente
  heirat eheschliessung trauung hochzeit heiraten
  scheidung eheauflosung
  ehepartner ehegatte ehefrau ehemann lebenspartner
  geburt entbindung
  tod sterbefall todesfall verstorben ableben
  friedhof bestattungsplatz
  beerdigung bestattung beisetzung begrabnis
  grab grabstatte grabstelle
  grabstein grabmal
  erbe nachlass erbschaft
  testament verfugung
  steuern abgaben
  gebuhr entgelt kosten preis betrag beitrag
  kosten preis betrag gebuhr ausgaben aufwendungen
  kostet betragt gebuhr
  teuer kosten
  kostenlos gratis umsonst unentgeltlich gebuhrenfrei kostenfrei
  bezahlen zahlen entrichten begleichen zahlung
  zahlbar fallig falligkeit
  rechnung faktura zahlungsaufforderung
  mahnung zahlungserinnerung mahngebuhr saumniszuschlag
  schulden verbindlichkeiten forderungen
  zuruckzahlen erstatten erstattung ruckerstattung ruckzahlung
  zuschuss forderung beihilfe zuwendung unterstutzung
  rabatt ermassigung nachlass vergunstigung
  ermassigt verbilligt
  befreit befreiung ausgenommen
  geld geldleistung betrag
  bargeld bar
  konto bankverbindung iban
  uberweisen uberweisung
  lastschrift einzugsermachtigung sepa
  kredit darlehen
  zinsen verzinsung zinssatz
  versicherung versicherungsschutz
  haftung haften schadensersatz verantwortlichkeit
  schaden beschadigung
  spende zuwendung
  spenden zuwenden
  antrag beantragen antragstellung
  formular vordruck antragsformular formblatt
  unterschrift unterzeichnen unterschreiben unterzeichnet
  frist zeitraum
  anmelden anmeldung registrieren anzeigen
  abmelden abmeldung
  ummelden wohnsitz umzug
  umzug wohnungswechsel wohnsitzwechsel
  wohnort wohnsitz hauptwohnung
  melden anzeigen mitteilen meldung mitteilung anzeigepflicht
  bescheid verwaltungsakt entscheidung
  widerspruch einspruch rechtsbehelf
  beschwerde beschweren
  klage klagen verklagen
  anwalt rechtsanwalt
  gericht amtsgericht
  polizei ordnungsamt vollzugsdienst
  erlaubnis genehmigung bewilligung zulassung
  erlaubt zulassig gestattet genehmigt
  verboten unzulassig untersagt verbot
  pflicht verpflichtung verpflichtet
  regel vorschrift bestimmung regelung
  gesetz recht vorschrift
  satzung ordnung
  vertrag vereinbarung
  rathaus gemeindeverwaltung stadtverwaltung burgerburo
  burgermeister oberburgermeister gemeindevorsteher
  stadtrat gemeinderat
  gemeinde kommune stadt
  amt behorde dienststelle
  mitarbeiterin beschaftigte
  einwohner burger bewohner
  auslander staatsangehoriger
  wahl abstimmung
  wahlen wahlberechtigt
  verein vereinigung
  mitglied mitgliedschaft
  mitgliedsbeitrag vereinsbeitrag
  versammlung mitgliederversammlung sitzung
  vorsitzender vorstand
  feuerwehr brandschutz
  bucherei bibliothek
  ausleihen entleihen leihen ausleihe
  leihfrist ausleihfrist
  schwimmbad freibad hallenbad
  eintritt eintrittspreis eintrittsgeld
  laden geschaft verkaufsstelle
  offnungszeiten geoffnet sprechzeiten
  markt wochenmarkt
  gaststatte restaurant wirtschaft
  plakat werbeanlage plakatieren
  werbung reklame
  arzt mediziner
  krankenhaus klinik
  medikament arzneimittel medizin
  impfung schutzimpfung
  notfall notruf
  behindert schwerbehindert behinderung
  pflege pflegebedurftig
  krankenkasse krankenversicherung
  handy handys mobiltelefon smartphone
  telefon fernsprecher telefonnummer
  anrufen telefonieren
  mail email
  brief schreiben
  schicken senden ubersenden zusenden ubermitteln
  bekommen erhalten
  kriegen erhalten bekommen
  computer rechner pc
  laptop notebook
  bildschirm monitor display
  drucker druckgerat
  drucken ausdrucken druck
  ausdruck papier
  blatt seite papier bogen
  beidseitig doppelseitig duplex
  querformat landscape
  hochformat portrait
  bild foto abbildung grafik lichtbild
  foto lichtbild passbild
  datei dokument
  ordner verzeichnis
  speichern sichern
  sicherung backup datensicherung
  loschen entfernen loschung
  abbrechen stornieren abbruch
  andern bearbeiten anpassen anderung
  hinzufugen erganzen
  einstellen einstellung konfigurieren konfiguration
  einstellung option parameter
  einrichten installieren konfigurieren
  einschalten aktivieren
  ausschalten deaktivieren abschalten
  offnen aufrufen
  schliessen beenden
  starten beginnen
  passwort kennwort
  pin geheimzahl
  login anmeldung einloggen
  einloggen anmelden
  ausloggen abmelden
  benutzer anwender nutzer
  konto account benutzerkonto
  internetseite website webseite homepage
  herunterladen download
  hochladen upload
  fehler storung problem
  kaputt defekt beschadigt
  reparieren reparatur instandsetzung
  programm software anwendung app
  aktualisieren update
  taste knopf schaltflache
  anleitung handbuch
  daten personenbezogen
  datenschutz personenbezogen
  auskunft information
  weitergeben ubermitteln weitergabe
  uberwachen kontrollieren
  kamera videouberwachung
  anfangen beginnen
  aufhoren beenden
  dauern dauer
  mindestens wenigstens
  hochstens maximal
  jahrlich kalenderjahr
  monatlich monat
  wochentlich woche
  ausleiher benutzer
  kunde auftraggeber
  kaufen erwerben kauf
  verkaufen verausserung
  bestellen bestellung
  umtausch ruckgabe widerrufsrecht
  garantie gewahrleistung
  lieferung zustellung
  kontrolle uberprufung prufung
  prufung klausur examen
  student studierender
  uni universitat hochschule
  abschlussarbeit bachelorarbeit masterarbeit
  note bewertung
  durchfallen bestanden
  einschreiben immatrikulation
  exmatrikulation
  semester studienhalbjahr
  essen verpflegung mahlzeit
  ubernachtung unterkunft
  hotel unterkunft
  zug bahn
  bus nahverkehr
  fahrkarte ticket fahrschein
  flug flugreise
  party veranstaltung feier
  fest veranstaltung
  saal raum
  mieten anmieten uberlassung
  zuschauer besucher
  ehrenamt ehrenamtlich
  aufwandsentschadigung sitzungsgeld
  gerat ausrustung
  werkzeug hilfsmittel
  hilfe unterstutzung
  grund ursache
  folge konsequenz
  ziel zweck
  unterlagen dokumente nachweise
  nachweis beleg bescheinigung
  quittung beleg
  termin datum
  verspatet versaumt
  verlangern verlangerung
  verloren verlust
  gestohlen diebstahl
  gewalt korperverletzung
  unfall schadensfall
  sicher sicherheit
  gefahrlich gefahrdung
  wohngeld mietzuschuss
  sozialhilfe grundsicherung
  burgergeld grundsicherung`);
