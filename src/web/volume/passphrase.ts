import { Passphrase } from '../../model/passphrase.ts'
import type { Answers, Question } from '../parts/asked.tsx'
import { secretTwice } from '../parts/secret-twice.ts'
import type { volumeText } from '../text/volume.ts'
import type { Same } from '../text/catalogue.ts'

type Text = Same<(typeof volumeText)['en']>

/** A new passphrase, asked for twice; `secret` among the answers. */
export function newPassphrase<Other extends string = never>(
  text: Text,
  when?: (answers: Answers<Other | 'secret' | 'again'>) => boolean,
): readonly Question<Other | 'secret' | 'again'>[] {
  return secretTwice<Other>(
    { secret: text.passphrase, again: text.again, differ: text.differ },
    {
      hint: text.encryptHint,
      ...(when !== undefined && { when }),
      wrong: (secret) => Passphrase.safeParse(secret).error?.issues[0]?.message,
    },
  )
}
