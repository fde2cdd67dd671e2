import type { ProblemJson, Text } from '@quanxue/domain/basis/problem.ts';
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/**
 * What is wrong with a request, place by place, in sentences for a person: Zod's own say "expected string to match
 * pattern /…/".
 */
export function tellIssues(part: 'params' | 'query' | 'body', error: z.ZodError): NonNullable<ProblemJson['at']> {
  return error.issues.map((issue) => ({ path: [part, ...issue.path.map(String)].join('.'), ...sentence(issue) }));
}

function sentence(issue: Issue): Text {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return { zh: '必须填写。', en: 'This is required.' };
      return {
        zh: `填写的类型不对，应为${TYPES[issue.expected] ?? issue.expected}。`,
        en: `Should be: ${issue.expected}.`,
      };
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return { zh: '不能为空。', en: 'This must not be empty.' };
      return limit(issue.origin, '至少', 'at least', Number(issue.minimum));
    case 'too_big':
      return limit(issue.origin, '至多', 'at most', Number(issue.maximum));
    case 'invalid_format':
      return {
        zh: `格式不对${issue.format === 'regex' ? '，请按说明填写' : `（应为 ${issue.format}）`}。`,
        en: `Not in the right form${issue.format === 'regex' ? '; see the field’s description' : ` (${issue.format})`}.`,
      };
    case 'invalid_value':
      return { zh: `只能是：${issue.values.join('、')}。`, en: `Must be one of: ${issue.values.join(', ')}.` };
    case 'unrecognized_keys':
      return { zh: `有不认识的项：${issue.keys.join('、')}。`, en: `Unknown: ${issue.keys.join(', ')}.` };
    case 'invalid_union':
      return { zh: '不是允许的任何一种形式。', en: 'Not any of the permitted forms.' };
    case 'custom':
      return CUSTOM[String(issue.params?.key)] ?? { zh: '填写有误。', en: 'Not valid.' };
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
      return { zh: '填写有误。', en: 'Not valid.' };
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '是或否',
  array: '列表',
  object: '一组内容',
  record: '一组内容',
};

const CUSTOM: Readonly<Record<string, Text>> = {
  day: {
    zh: '日期不存在或写法不对，应如 2022-09-01。',
    en: 'No such day, or not written like 2022-09-01.',
  },
  instant: {
    zh: '时间不存在或写法不对，应如 2022-09-01T18:30:00+08:00。',
    en: 'No such time, or not written like 2022-09-01T18:30:00+08:00.',
  },
};

function limit(origin: string, zh: string, en: string, number: number): Text {
  if (origin === 'string') return { zh: `${zh} ${number} 个字符。`, en: `Takes ${en} ${number} characters.` };
  if (origin === 'array' || origin === 'set') return { zh: `${zh} ${number} 项。`, en: `Takes ${en} ${number} items.` };
  return { zh: `${zh}为 ${number}。`, en: `Must be ${en} ${number}.` };
}
