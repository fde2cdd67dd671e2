import type { Day } from '../basis/plain-date.ts';
import type { Text } from '../basis/problem.ts';
import type { Disability } from '../casefile/schema.ts';
import { parseCitizenNumber } from './citizen-number.ts';

/** Digit 19 of the certificate (GB/T 26341-2010 order): 1 视力 2 听力 3 言语 4 肢体 5 智力 6 精神 7 多重. */
const CATEGORIES = ['visual', 'hearing', 'speech', 'physical', 'intellectual', 'mental', 'multiple'] as const;

export interface DisabilityCertificate {
  /** 20 characters, and a suffix such as B1 where the certificate was issued again. */
  readonly number: string;
  readonly citizenId: string;
  readonly category: Disability['category'];
  /** 1 heaviest … 4 lightest. */
  readonly level: number;
}

/**
 * Reads the number of a disability certificate: 18 of the citizen number, 1 category, 1 level, and a suffix after a
 * reissue. `citizenId` is the child's own number where it is known: the certificate must carry it.
 */
export function readDisabilityCertificate(
  text: string,
  citizenId: string | null,
): { certificate: DisabilityCertificate } | { problem: Text } {
  const number = text.replace(/[\s'"-]/g, '').toUpperCase();
  const match = /^(\d{17}[\dX])([1-7])([1-4])(B\d{1,2})?$/.exec(number);
  const owner = match?.[1];
  const category = CATEGORIES[Number(match?.[2]) - 1];
  if (!owner || !category || !parseCitizenNumber(owner)) {
    return {
      problem: {
        zh: '残疾人证号应为 20 位：18 位身份证号、1 位类别（1—7）、1 位等级（1—4），补办的另加 B1 等。请对照残疾人证改正；证号未导入。',
        en: 'A disability certificate number has 20 characters: the 18 of the citizen number, one for the category (1–7), one for the level (1–4), and a suffix such as B1 after a reissue. Correct it from the certificate; the number was left out.',
      },
    };
  }
  if (citizenId && owner !== citizenId) {
    return {
      problem: {
        zh: '残疾人证号前 18 位与本人身份证号不一致。请核对是否填了他人的证号；证号未导入。',
        en: 'The first 18 characters of the disability certificate are not this child’s citizen number. Check whether it is another person’s; the number was left out.',
      },
    };
  }
  return { certificate: { number, citizenId: owner, category, level: Number(match?.[3]) } };
}

/** What was entered about a disability, to be held against its certificate. */
export interface EnteredDisability {
  readonly number: string;
  readonly category: Disability['category'];
  readonly level: number;
  /** The child's own number, where it has one. */
  readonly citizenId: string | null;
  readonly issuedOn?: Day | undefined;
  readonly validUntil?: Day | undefined;
}

export interface CertificateConflict {
  readonly about: 'form' | 'owner' | 'category' | 'level' | 'days';
  readonly sentence: Text;
}

const CATEGORY_WORDS: Readonly<Record<Disability['category'], Text>> = {
  visual: { zh: '视力', en: 'visual' },
  hearing: { zh: '听力', en: 'hearing' },
  speech: { zh: '言语', en: 'speech' },
  physical: { zh: '肢体', en: 'physical' },
  intellectual: { zh: '智力', en: 'intellectual' },
  mental: { zh: '精神', en: 'mental' },
  multiple: { zh: '多重', en: 'multiple' },
};

/** Each contradiction between a certificate's digits and what was entered beside it; none when all agree. */
export function certificateConflicts(entered: EnteredDisability): CertificateConflict[] {
  const conflicts: CertificateConflict[] = [];
  const read = readDisabilityCertificate(entered.number, null);
  if ('problem' in read) {
    conflicts.push({ about: 'form', sentence: read.problem });
  } else {
    const { certificate } = read;
    if (entered.citizenId && certificate.citizenId !== entered.citizenId) {
      conflicts.push({
        about: 'owner',
        sentence: {
          zh: '残疾人证号前 18 位与本人身份证号不一致。请核对是否填了他人的证号，或身份证号有误。',
          en: 'The first 18 characters of the certificate are not this child’s citizen number. Check whether it is another person’s, or the citizen number is wrong.',
        },
      });
    }
    if (certificate.category !== entered.category) {
      const [card, form] = [CATEGORY_WORDS[certificate.category], CATEGORY_WORDS[entered.category]];
      conflicts.push({
        about: 'category',
        sentence: {
          zh: `残疾人证号第 19 位表示${card.zh}残疾，填写的是${form.zh}残疾。请对照残疾人证改正其一。`,
          en: `Character 19 of the certificate means ${card.en}; entered is ${form.en}. Correct one of them from the certificate.`,
        },
      });
    }
    if (certificate.level !== entered.level) {
      conflicts.push({
        about: 'level',
        sentence: {
          zh: `残疾人证号第 20 位表示${'一二三四'[certificate.level - 1]}级，填写的是${'一二三四'[entered.level - 1] ?? entered.level}级（一级最重）。请对照残疾人证改正其一。`,
          en: `Character 20 of the certificate means level ${certificate.level}; entered is level ${entered.level} (1 is the heaviest). Correct one of them from the certificate.`,
        },
      });
    }
  }
  if (entered.issuedOn && entered.validUntil && entered.validUntil < entered.issuedOn) {
    conflicts.push({
      about: 'days',
      sentence: {
        zh: `残疾人证有效期止 ${entered.validUntil} 早于发证日 ${entered.issuedOn}。请改正日期。`,
        en: `The certificate ends on ${entered.validUntil}, before it was issued on ${entered.issuedOn}. Correct the days.`,
      },
    });
  }
  return conflicts;
}
