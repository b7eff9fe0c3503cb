import { leftByCrash } from './left-by-crash.ts'
import type { CroatianFaults } from './words.ts'

type Issue = { readonly path: string; readonly message: string }

const issuesText = (issues: readonly Issue[]) =>
  issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ')

/** Requests and specs that cannot be taken, and what the daemon has begun. */
export const requestFaults = {
  'request.stale': {
    text: (d) => `Instanca „${d.name}” promijenila se otkad je pročitana.`,
    hint: () => 'Pročitajte je ponovno i ponovite izmjenu.',
  },
  'operation.not-found': {
    text: (d) => `Nema radnje „${d.id}”.`,
    hint: () => 'Popis daje `stroj operation ls`.',
  },
  'operation.not-cancellable': { text: (d) => `Radnja „${d.id}” ne može se prekinuti (stanje ${d.state}).` },
  'spec.invalid': {
    text: (d) => `Opis nije valjan: ${issuesText(d.issues)}.`,
    hint: () => 'Ispravite navedene ključeve; sve opisuju `stroj explain` i docs/spec.md.',
  },
  'spec.file-invalid': {
    text: (d) => `Datoteka s opisom ${d.file} ne može se koristiti.\n${d.report}`,
    hint: () => 'docs/spec.md opisuje svaki ključ, s primjerima.',
  },
  'request.invalid': { text: (d) => `Zahtjev nije valjan: ${issuesText(d.issues)}.` },
  'request.not-found': { text: (d) => `Na ${d.path} nema ničega.` },
  'request.malformed': {
    text: (d) => `Zahtjev se ne može pročitati: ${d.reason}.`,
    hint: () => 'Kako se zahtjevi pišu, pokazuje docs/api.md.',
  },
  'request.too-large': { text: (d) => `Tijelo zahtjeva veće je od ${d.limit}.` },
  'request.wrong-type': { text: (d) => `Tijelo zahtjeva je ${d.found}; uzima se samo application/json.` },
  'request.wrong-host': {
    text: (d) => `Zahtjev je za domaćina „${d.host}”, a ovo nije on.`,
    hint: () => 'Na unix-utičnici je zaglavlje Host `localhost` ili `stroj`.',
  },
  'request.foreign-origin': { text: (d) => `Stranica s ${d.origin} ne smije se obraćati poslužitelju.` },
  'request.no-upgrade': { text: (d) => `${d.path} je WebSocket; traži se uz \`Upgrade: websocket\`.` },
  'request.reused-key': {
    text: (d) => `Ključ ponavljanja „${d.key}” već je upotrijebljen za drugi zahtjev.`,
    hint: () => 'Za novi zahtjev uzmite novi ključ.',
  },
  'operation.cancelled': {
    text: (d) =>
      `Radnja ${d.kind} nad „${d.target}” prekinuta je${d.left === undefined ? '; što je bila započela, poništeno je' : ''}.`,
    hint: (d) => d.left ?? 'Od nje nije ostalo ništa.',
  },
  'operation.interrupted': {
    text: (d) => `Poslužitelj je završio tijekom radnje ${d.kind} nad „${d.target}”; ${leftByCrash(d.kind)}.`,
    hint: () => 'Zatražite je ponovno.',
  },
  'internal.error': {
    text: (d) => `stroj je naišao na grešku koju ne razumije (oznaka ${d.reference}).`,
    hint: () =>
      'Pojedinosti su u zapisniku poslužitelja; prijavite je, molimo. Gdje je zapisnik, kaže `stroj daemon status`.',
  },
} as const satisfies CroatianFaults
