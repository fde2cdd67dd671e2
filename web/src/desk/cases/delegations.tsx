import {
  DELEGATED_MATTERS,
  type DelegatedMatter,
  type DelegationRow,
  delegatePost,
  endDelegation,
  listDelegations,
} from '@quanxue/domain/cases/approval-operations.ts';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAct, useAnswer } from '../../basis/ask.ts';
import type { Answer, Input as CallInput } from '../../basis/call.ts';
import { DataTable } from '../../basis/data-table.tsx';
import { DayPicker } from '../../basis/day-picker.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { Page } from '../../basis/page.tsx';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useToday } from '../../basis/session.ts';
import { uuidV7 } from '../../basis/uuid-v7.ts';

/** Who decides in whose place, from when until when; and the form to lend one's own post. */
export function DelegationsPage() {
  const { t } = useTranslation();
  const list = useAnswer(listDelegations, {});
  return (
    <Page title={t('delegations.title')} lead={t('delegations.lead')}>
      <Answered of={list}>
        {(answer) => (
          <>
            <Rows rows={answer.delegations} />
            <h2>{t('delegations.add')}</h2>
            {answer.posts.length > 0 ? (
              // A new form, and with it a new id, after each delegation.
              <DelegationForm key={answer.delegations.length} posts={answer.posts} />
            ) : (
              <p className="hint">{t('delegations.noPost')}</p>
            )}
          </>
        )}
      </Answered>
    </Page>
  );
}

function useMatters(): (matters: readonly DelegatedMatter[]) => string {
  const { t } = useTranslation();
  const labels = useLabels();
  return (matters) =>
    matters.map((matter) => (matter === 'closure' ? t('approvals.closure') : labels.term('matter', matter))).join('、');
}

function Rows({ rows }: { readonly rows: readonly DelegationRow[] }) {
  const { t } = useTranslation();
  const mattersOf = useMatters();
  const act = useAct(endDelegation);
  return (
    <>
      <ProblemNotice error={act.error} />
      <DataTable
        caption={t('delegations.title')}
        rows={rows}
        rowKey={(row) => row.id}
        empty={<p>{t('delegations.none')}</p>}
        columns={[
          { key: 'post', title: t('delegations.post'), head: true, cell: (row) => `${row.post} ${row.holder}` },
          { key: 'deputy', title: t('delegations.deputy'), cell: (row) => row.deputy },
          { key: 'matters', title: t('delegations.matters'), cell: (row) => mattersOf(row.matters) },
          { key: 'days', title: t('delegations.days'), cell: (row) => `${row.fromOn} – ${row.toOn}` },
          { key: 'reason', title: t('delegations.reason'), cell: (row) => row.reason },
          { key: 'state', title: t('delegations.state'), cell: (row) => t(`delegations.${row.state}`) },
          {
            key: 'end',
            title: '',
            cell: (row) =>
              row.mayEnd ? (
                <Button
                  size="small"
                  aria-label={t('delegations.endOf', { post: row.post })}
                  loading={act.isPending}
                  onClick={() => act.mutate({ params: { delegationId: row.id } })}
                >
                  {t('delegations.end')}
                </Button>
              ) : null,
          },
        ]}
      />
    </>
  );
}

type Values = CallInput<typeof delegatePost>['body'];

function DelegationForm({ posts }: { readonly posts: Answer<typeof listDelegations>['posts'] }) {
  const { t } = useTranslation();
  const mattersOf = useMatters();
  const today = useToday();
  const [delegationId] = useState(uuidV7);
  const [form] = Form.useForm<Values>();
  const postId = Form.useWatch('postId', form) ?? (posts.length === 1 ? posts[0]?.postId : undefined);
  const act = useAct(delegatePost);
  const deputies = posts.find((post) => post.postId === postId)?.deputies ?? [];
  const required = [{ required: true, message: t('form.required') }];
  if (!today) return null;
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      initialValues={{
        ...(posts.length === 1 && { postId: posts[0]?.postId }),
        matters: [...DELEGATED_MATTERS],
        fromOn: today,
      }}
      onFinish={(body) => act.mutate({ params: { delegationId }, body })}
    >
      <div className="row-fields">
        <Form.Item name="postId" label={t('delegations.post')} rules={required}>
          <Select
            options={posts.map((post) => ({ value: post.postId, label: `${post.title} ${post.holder}` }))}
            onChange={() => form.setFieldValue('toAccountId', undefined)}
          />
        </Form.Item>
        <Form.Item
          name="toAccountId"
          label={t('delegations.deputy')}
          rules={required}
          extra={postId && deputies.length === 0 ? t('delegations.noDeputy') : undefined}
        >
          <Select
            showSearch
            optionFilterProp="label"
            options={deputies.map((each) => ({ value: each.accountId, label: `${each.title} ${each.name}` }))}
          />
        </Form.Item>
      </div>
      <Form.Item name="matters" label={t('delegations.matters')} rules={required}>
        <Select mode="multiple" options={DELEGATED_MATTERS.map((value) => ({ value, label: mattersOf([value]) }))} />
      </Form.Item>
      <div className="row-fields">
        <Form.Item name="fromOn" label={t('delegations.from')} rules={required}>
          <DayPicker />
        </Form.Item>
        <Form.Item name="toOn" label={t('delegations.to')} rules={required}>
          <DayPicker />
        </Form.Item>
      </div>
      <Form.Item
        name="reason"
        label={t('delegations.reason')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input maxLength={200} placeholder={t('delegations.reasonHint')} />
      </Form.Item>
      <ProblemNotice error={act.error} />
      <Button type="primary" htmlType="submit" loading={act.isPending}>
        {t('delegations.save')}
      </Button>
    </Form>
  );
}
