import { type MergePreview, mergeUnits, previewMerge, type UnitLine } from '@quanxue/domain/people/units.ts';
import { Button, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../basis/ask.ts';
import type { Input as CallInput } from '../../basis/call.ts';
import { useLabels } from '../../basis/entry/labels.ts';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useToday } from '../../basis/session.ts';
import { DayField, Save, UnitChoice, useRequired } from './unit-acts.tsx';

type Body = CallInput<typeof mergeUnits>['body'];

interface Values {
  readonly predecessorIds: string[];
  readonly becomes: 'existing' | 'made';
  readonly successorId?: string;
  readonly name?: string;
  readonly code?: string;
  readonly onDay: string;
  readonly note?: string;
}

/** Merges units: what goes, what it becomes, from when; first shown, then done. */
export function MergeUnits({
  units,
  unit,
  done,
}: {
  readonly units: readonly UnitLine[];
  readonly unit: UnitLine;
  readonly done: () => void;
}) {
  const { t } = useTranslation();
  const required = useRequired();
  const today = useToday();
  const [form] = Form.useForm<Values>();
  const [shown, setShown] = useState<{ readonly body: Body; readonly preview: MergePreview }>();
  const preview = useAct(previewMerge, (answer, { body }) => setShown({ body, preview: answer }));
  const act = useAct(mergeUnits, done);
  const becomes = Form.useWatch('becomes', form) ?? 'existing';
  const alike = units.filter((each) => each.kind === unit.kind && each.toOn === null);
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      initialValues={{ predecessorIds: [unit.id], becomes: 'existing', onDay: today }}
      onValuesChange={() => setShown(undefined)}
      onFinish={(values) => preview.mutate({ body: bodyOf(values, unit) })}
    >
      <Form.Item name="predecessorIds" label={t('units.predecessors')} rules={required}>
        <UnitChoice<string[]> units={alike} several />
      </Form.Item>
      <Form.Item name="becomes" label={t('units.successor')}>
        <Radio.Group
          options={(['existing', 'made'] as const).map((value) => ({ value, label: t(`units.successorIs.${value}`) }))}
        />
      </Form.Item>
      {becomes === 'existing' ? (
        <Form.Item name="successorId" label={t('units.successorIs.existing')} rules={required}>
          <UnitChoice<string> units={alike} />
        </Form.Item>
      ) : (
        <>
          <Form.Item name="name" label={t('units.name')} rules={required}>
            <Input maxLength={60} autoComplete="off" />
          </Form.Item>
          <Form.Item name="code" label={t('units.code')}>
            <Input maxLength={30} autoComplete="off" spellCheck={false} />
          </Form.Item>
        </>
      )}
      <DayField name="onDay" label={t('units.onDay')} />
      <Form.Item name="note" label={t('units.note')}>
        <Input maxLength={200} />
      </Form.Item>
      {shown ? (
        <>
          <Changes preview={shown.preview} />
          <ProblemNotice error={act.error} />
          <Button type="primary" loading={act.isPending} onClick={() => act.mutate({ body: shown.body })}>
            {t('units.confirm')}
          </Button>
        </>
      ) : (
        <Save act={preview} text={t('units.preview')} />
      )}
    </Form>
  );
}

function bodyOf({ predecessorIds, becomes, successorId, name, code, onDay, note }: Values, unit: UnitLine): Body {
  return {
    predecessorIds,
    successor:
      becomes === 'existing'
        ? { unitId: successorId ?? '' }
        : { name: name ?? '', code: code?.trim() || null, parentId: unit.parentId ?? '' },
    onDay,
    ...(note?.trim() && { note: note.trim() }),
  };
}

function Changes({ preview }: { readonly preview: MergePreview }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const { onDay, children, successor, predecessors, endingPosts } = preview;
  const before = successor.unitId ? [...predecessors, successor] : predecessors;
  return (
    <div className="changes" role="status">
      <p>{t('units.previewCount', { day: onDay, n: children, name: successor.name })}</p>
      <ul>
        {before.map((each) => (
          <li key={each.unitId}>{t('units.previewOf', { name: each.name, n: each.children })}</li>
        ))}
      </ul>
      {endingPosts.length > 0 ? (
        <>
          <p>{t('units.previewPosts')}</p>
          <ul>
            {endingPosts.map((post) => (
              <li key={post.unitName + post.duty + post.name}>
                {t('units.previewPost', {
                  unit: post.unitName,
                  duty: labels.term('duty', post.duty),
                  name: post.name,
                })}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}
