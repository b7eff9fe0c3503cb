import type { Sentences } from '../sentences.ts'

/** What a value can be. */
const kinds = {
  'a text': 'tekst',
  'a number': 'broj',
  'a whole number': 'cijeli broj',
  'true or false': 'true ili false',
  'a list': 'popis',
  'a mapping of keys to values': 'preslikavanje ključeva u vrijednosti',
} as const

const pairs = Object.entries(kinds).flatMap(([one, eins]) =>
  Object.entries(kinds).flatMap(([two, zwei]) =>
    one === two ? [] : [[`${one} or ${two}`, `${eins} ili ${zwei}`] as const],
  ),
)

/** What a value can be, alone or with another kind. */
export const kindWords: Sentences = { ...kinds, ...Object.fromEntries(pairs) }

/** What is wrong with any value. */
export const fieldWords = {
  'must be {wanted}, not {found}': 'mora biti {~wanted}, a ne {~found}',
  'must be {wanted}, not {found} (a text may be written in quotes)':
    'mora biti {~wanted}, a ne {~found} (tekst se može pisati u navodnicima)',
  'a string': 'tekst',
  'a boolean': 'true ili false',
  'a mapping': 'preslikavanje',
  empty: 'prazno',
  'is missing; it {rule}': 'nedostaje; {~rule}',
  '{value} is not known; it {rule}': '{value} nije poznato; {~rule}',
  'must be one of {list}': 'mora biti jedno od: {list}',
  'must be {wanted}': 'mora biti {~wanted}',
  'there is no key {key}': 'nema ključa {key}',
  '{issue}; did you mean "{near}"?': '{~issue}; jeste li mislili „{near}”?',
  'must have at least {count} character[s], not {found}': 'mora imati barem {count|znak|znaka|znakova}, a ne {found}',
  'must have at most {count} character[s], not {found}': 'smije imati najviše {count|znak|znaka|znakova}, a ne {found}',
  'must have at least {count} item[s], not {found}': 'mora imati barem {count|stavku|stavke|stavki}, a ne {found}',
  'must have at most {count} item[s], not {found}': 'smije imati najviše {count|stavku|stavke|stavki}, a ne {found}',
  'must be at least {count}, not {found}': 'mora biti barem {count}, a ne {found}',
  'must be at most {count}, not {found}': 'smije biti najviše {count}, a ne {found}',
  '{value} is not a valid {format}': '{value} nije ispravan zapis ({format})',
  '"{value}" is not a size with a unit ({units})': '„{value}” nije veličina s jedinicom ({units})',
  '"{value}" is not a size with a unit ({units}); did you mean {near}?':
    '„{value}” nije veličina s jedinicom ({units}); jeste li mislili {near}?',
  '"{value}" is not a time with a unit (s, m, h, d), such as 30m':
    '„{value}” nije vrijeme s jedinicom (s, m, h, d), kao što je 30m',
  'control characters are not allowed': 'upravljački znakovi nisu dopušteni',
  'an absolute path without control characters': 'apsolutna putanja bez upravljačkih znakova',
  'an absolute path without control characters and without a / at its end':
    'apsolutna putanja bez upravljačkih znakova i bez / na kraju',
  'a URL with http or https': 'URL s http ili https',
  'a URL with http': 'URL s http',
  'the file is empty': 'datoteka je prazna',
  'must be a mapping of names to specs, with at least one': 'mora biti preslikavanje imena u opise, s barem jednim',
  'the key {key} cannot stand beside instances; move it into one of them':
    'ključ {key} ne može stajati uz instances; premjestite ga u jednu od njih',
  'directives (lines that begin with %) are not supported': 'naredbe (reci koji počinju s %) nisu podržane',
  'aliases (*name) are not supported': 'zamjenska imena (*ime) nisu podržana',
  'a key must be a plain text': 'ključ mora biti običan tekst',
  'the key __proto__ is not allowed': 'ključ __proto__ nije dopušten',
  'there must be only one document': 'dokument smije biti samo jedan',
  'this is not valid YAML: {reason}': 'ovo nije ispravan YAML: {reason}',
} as const
