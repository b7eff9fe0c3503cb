import { refusalHint } from './refusal.ts'
import { meant, type CroatianFaults } from './words.ts'

/** Images, and guests that are kept warm. */
export const imageFaults = {
  'image.not-found': {
    text: (d) => `Nema slike „${d.image}”.${meant(d.near)}`,
    hint: () => 'Slike koje su ovdje i one koje se mogu sagraditi popisuje `stroj image ls`.',
  },
  'image.ambiguous': {
    text: (d) => `„${d.image}” je početak više sažetaka (${d.count}).`,
    hint: () => 'Navedite više znakova sažetka.',
  },
  'image.in-use': {
    text: (d) => `Sliku „${d.image}” koristi ${d.users.join(', ')}.`,
    hint: () => 'Najprije uklonite te instance.',
  },
  'image.download-failed': {
    text: (d) => `${d.url} se ne može preuzeti: ${d.reason}.`,
    hint: () => 'Ono što je stiglo čuva se: zatražite ponovno i nastavlja se odatle.',
  },
  'image.download-refused': {
    text: (d) => `${d.url} se ne preuzima: ${d.reason}.`,
    hint: () => 'Zrcalo u vlastitoj mreži navodi se pod `downloads.allow` u postavkama poslužitelja.',
  },
  'image.wrong-digest': {
    text: (d) => `${d.url} nije poslao ono što se tražilo: sažetak je ${d.found}, a trebao bi biti ${d.wanted}.`,
    hint: () => 'Ništa od toga nije zadržano. Usporedite sažetak s objavljenim ili uzmite drugo zrcalo.',
  },
  'image.bad-signature': {
    text: (d) => `Potpis od ${d.url} ne vrijedi: ${d.reason}.`,
    hint: () => 'Ništa nije preuzeto. Uzmite drugo zrcalo ili nadogradite paket s ključevima.',
  },
  'image.no-medium': {
    text: (d) => `Slika „${d.image}” je disk, a ne medij za pogon.`,
    hint: () => 'Uzmite je kao `image` ili navedite instalacijski medij: `stroj image ls --available`.',
  },
  'image.build-failed': {
    text: (d) => `Slika „${d.recipe}” nije se mogla sagraditi: ${d.reason}.`,
    hint: () => 'Ništa nije ostalo. Uklonite uzrok i gradite ponovno.',
  },
  'warm.refused': {
    text: (d) => `Gost slike „${d.image}” ne može se čuvati toplim: ${d.reason}.`,
    hint: () => 'Njezine se instance podižu kao i dosad. Što je za to potrebno, kaže `stroj help image warm`.',
  },
  'warm.not-found': {
    text: (d) => `Nema tople slike „${d.warm}”.`,
    hint: () => 'Popis daje `stroj warm ls`.',
  },
  'warm.over-budget': {
    text: (d) => `Topla slika od ${d.needed} ne stane u mjesto predviđeno za sve njih (${d.budget}).`,
    hint: () => 'Dajte im više u postavkama ili čuvajte gosta s manje memorije.',
  },
  'image.refused': {
    text: (d) => `Datoteka ${d.path} ne uzima se: ${d.reason}.`,
    hint: (d) => refusalHint(d.kind),
  },
} as const satisfies CroatianFaults
