import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { croatianExplanations, tellExplanation } from '../../../src/web/text/explain-words.ts'
import { croatianIssues, tellIssue } from '../../../src/web/text/issue-words.ts'
import { croatianReasons, tellReason } from '../../../src/web/text/reason-words.ts'
import { saidWords } from '../../../src/web/text/said-words.ts'
import { saidInSource } from '../../support/said-in-source.ts'

/** Words that are joined to others, names and text for programs. */
const isSentence = (text: string) => / \S+ /.test(text) && !/^[(;,.]|^7[^ ]|\n|^[\w.]+=|--/.test(text)

const said = {
  issues: saidInSource(['model/*.ts'], String.raw`\bmessage(?::| =)|\berror:`),
  explanations: saidInSource(
    ['engine/qemu/explain/*.ts', '{engine,service}/**/explain*.ts'],
    String.raw`\b(?:step|said)\(|\breason(?::| =)|\bnotes?(?::| =)|\[|=>|\breturn|: \[|\? `,
  ),
  reasons: [
    ...saidInSource(
      ['{plan,service,disk,pool,store,source,engine,api,host}/**/*.ts'],
      String.raw`\breason(?::| =)`,
      // Why a command of a list is run, and what a disk from elsewhere can boot with, are no reasons against anything.
      /explain|\/host\/self-test|disk\/system/,
    ),
    ...saidInSource(
      [
        'plan/{fork,suspend,snapshot}/*.ts',
        'plan/warm/shape.ts',
        'plan/instance/plan-live.ts',
        'engine/qemu/confine/{confiner,seen,limits}.ts',
        'engine/qemu/{warm/warm-store,suspend/suspended-store}.ts',
        'pool/{pool-fault,own-qcow2,luks-header}.ts',
        'source/download/download-fault.ts',
        'source/build-fault.ts',
      ],
      String.raw`\breturn`,
    ),
  ],
}

for (const [what, sentences, tell, known] of [
  ['what is wrong with what was written', said.issues, tellIssue, croatianIssues],
  ['why something cannot be', said.reasons, tellReason, croatianReasons],
  ['what commands are for', said.explanations, tellExplanation, croatianExplanations],
] as const) {
  describe(what, () => {
    test('is there in Croatian', () => {
      const missing = sentences.filter((text) => isSentence(text) && tell(text) === undefined)
      assert.deepEqual(missing, [])
    })

    test('has its values in its Croatian words, too', () => {
      for (const [english, croatian] of Object.entries(known)) {
        const values = (text: string) => new Set([...text.matchAll(/\{~?(\w+)/g)].map(([, name]) => name))
        assert.deepEqual(values(croatian), values(english), english)
      }
    })
  })
}

test('an issue is told with its values, its nouns and what was probably meant', () => {
  assert.equal(
    saidWords('hr', 'there is no key "memry"; did you mean "memory"?'),
    'nema ključa "memry"; jeste li mislili „memory”?',
  )
  assert.equal(saidWords('hr', 'must be a text or a number, not a list'), 'mora biti tekst ili broj, a ne popis')
  assert.equal(
    saidWords('hr', '3 processors are too many; the most of i386 is 2'),
    '3 procesora je previše; i386 ih ima najviše 2',
  )
  assert.equal(saidWords('en', 'it is empty'), 'it is empty')
  assert.equal(saidWords('hr', 'QEMU ended: Could not open x'), 'QEMU je završio: Could not open x')
})
