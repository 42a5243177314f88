import { wordGroups } from "../word-lists.js";

/**
 * English words that people ask with and words that offices, laws, contracts and manuals write, each line one meaning.
 * From general knowledge; a word may stand in several lines. Two words of a line needn't be exact synonyms: a text with
 * one of them is likely to answer a question with the other.
 */
export const EN_SYNONYMS = wordGroups(`
  pay salary wage wages compensation remuneration earnings
  boss manager supervisor employer
  worker employee staff personnel
  job employment position work
  coworker colleague teammate
  quit resign leave separation resignation
  fired dismissed terminated termination dismissal
  hire recruit onboard hiring
  newbie hire onboarding
  vacation leave holiday
  sick illness ill
  overtime extra
  maternity parental
  retire retirement pension
  raise increase promotion
  bonus award incentive
  benefits perks
  review evaluation appraisal assessment
  training course class
  schedule timetable hours
  remote telework wfh
  timesheet timecard tock
  layoff redundancy
  reimburse reimbursement refund repay
  expenses costs expenditure
  trip travel journey
  flight airfare airline
  hotel lodging accommodation
  meal meals food
  car vehicle automobile
  taxi rideshare
  parking park
  bike bicycle
  ticket fare
  baggage luggage
  receipt invoice voucher
  bill invoice
  cost price fee charge
  fee charge payment
  cheap inexpensive
  free complimentary gratis
  buy purchase procure acquire
  purchase procurement acquisition
  sell sale
  order request
  pay payment remit
  money funds cash
  donate donation contribute contribution
  tax duty levy
  fine penalty sanction
  loan credit
  debt liability
  insurance coverage
  rent lease
  landlord owner lessor
  tenant renter lessee
  apartment flat dwelling
  house home residence
  address residence
  yard garden
  garbage trash rubbish waste refuse
  recycle recycling
  sewer sewage wastewater
  electricity power
  noise loud
  dog pet animal
  cat pet
  kid child children minor
  baby infant newborn
  parent guardian
  teenager minor adolescent
  school education
  teacher instructor
  student pupil
  daycare childcare
  wedding marriage marry
  husband spouse
  wife spouse
  divorce separation
  death deceased bereavement funeral
  funeral burial
  will testament
  law statute act legislation
  rule regulation policy
  rules guidelines policy
  allowed permitted authorized
  forbidden prohibited banned disallowed
  required mandatory compulsory
  optional voluntary
  must required
  permission authorization approval consent
  approve approval authorize
  permit license
  licence license
  contract agreement
  sign signature
  form application
  apply application request
  complain complaint grievance
  appeal objection
  sue lawsuit litigation
  lawyer attorney counsel
  court tribunal
  police
  crime offense
  steal theft stolen
  lost missing
  report notify inform
  tell notify inform
  deadline due
  late overdue
  extend extension
  renew renewal
  expire expiration
  cancel abort terminate
  cancelled canceled aborted
  end finish terminate
  begin start commence
  city municipality town
  mayor council
  government agency
  citizen resident
  vote election ballot
  doctor physician
  hospital clinic
  medicine medication drug
  shot vaccination vaccine
  emergency urgent
  disabled disability accessibility
  counseling therapy
  harassment bullying discrimination
  id identification badge
  badge id card piv
  phone telephone mobile cell
  cellphone mobile smartphone
  call phone
  email mail
  letter mail
  send submit transmit
  get receive obtain
  give provide
  ask request
  help support assistance
  helpdesk support
  contact reach
  computer machine pc
  laptop notebook computer
  screen display monitor
  keyboard keys
  button control
  printer device
  print printing
  paper sheet page media
  sheet page
  duplex
  landscape orientation
  portrait orientation
  rotate orientation
  fill fit scale
  enlarge scale zoom
  shrink scale reduce
  resize scale
  crop cut trim
  picture image photo
  photo image picture
  ink toner cartridge
  tray source
  queue jobs
  copy copies
  copy duplicate clone
  file document
  folder directory
  delete remove erase
  erase remove wipe
  add insert append
  change modify edit
  edit modify update
  rename name
  save store
  move transfer
  backup archive
  restore recover
  set configure define
  settings preferences options configuration
  option setting parameter flag
  default standard preset
  enable activate
  disable deactivate
  on enabled
  off disabled
  install setup installation
  uninstall remove
  setup configure configuration
  launch start run
  run execute
  stop halt terminate
  restart reboot
  upgrade update
  download fetch
  upload publish
  open launch
  close exit
  exit quit
  login signin logon authentication
  signin login
  logout signout
  password passphrase credentials
  username user account
  account login
  user person
  admin administrator
  website site page
  site website
  webpage page
  url link address
  link hyperlink
  homepage home
  blog post
  post article
  tag label
  category section taxonomy
  draft unpublished
  publish deploy release
  deploy deployment host
  host hosting
  build compile generate
  create make generate new
  make create
  show display view
  hide suppress
  list enumerate
  search find lookup
  find locate search
  sort order
  filter select
  limit maximum quota
  max maximum
  min minimum
  size dimension
  length duration
  speed performance fast
  slow performance
  crash failure
  broken failed faulty
  error failure fault
  fix repair resolve troubleshoot
  problem issue trouble
  bug issue defect
  stuck hung
  blank empty
  missing absent
  wrong incorrect invalid
  test check verify
  check verify validate
  log logging
  debug troubleshoot
  share shared sharing
  network lan
  wifi wireless wlan
  internet online web
  server host
  port socket
  firewall security
  secure security encryption
  encrypt encryption tls
  certificate credential
  privacy confidentiality
  data information
  track tracking
  cookie tracking
  language locale
  translate translation localization
  multilingual languages
  currency money
  country nation
  company firm business corporation
  owner proprietor
  founded established
  headquarters headquartered
  staff team
  meeting conference
  room space
  desk workspace
  office building
  gym fitness
  lunch meal
  break rest
  event occasion
  weekend saturday sunday
  daily day
  weekly week
  monthly month
  yearly annual
  annual yearly
  people persons
  everyone all
  old age
  young minor
  amount sum
  number count
  many multiple
  big large
  small little
  difference distinction
  kind type
  way method
  reason cause
  step procedure
  guide manual
  tutorial guide
  example sample
  keep retain
  retain retention keep
  lend loan
  borrow loan
  safe secure
  danger hazard
  weapon firearm
  alcohol drinking
  smoke smoking tobacco
  clothes attire dress
  gift present
  conflict conflicts
  volunteer voluntary
  jury court
  snow weather
  outage weather
  flu illness
  grade level
  exam test
  degree diploma
  tuition fees
  enroll enrollment register
  register registration enroll
  subscribe subscription`);
