import { PAPER_KINDS, type PaperKind } from '@quanxue/domain/letters/forms/index.ts';
import {
  getPaperDraft,
  getPaperFile,
  issuePaper,
  type PaperRow,
  previewPaper,
  setDocumentWord,
} from '@quanxue/domain/letters/operations.ts';
import { Link, useParams } from '@tanstack/react-router';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAct, useAnswer } from '../../basis/ask.ts';
import { type Answer, callFile, urlOf } from '../../basis/call.ts';
import { DayPicker } from '../../basis/day-picker.tsx';
import { useSay } from '../../basis/language.ts';
import { Page } from '../../basis/page.tsx';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useToday } from '../../basis/session.ts';
import { uuidV7 } from '../../basis/uuid-v7.ts';
import { Lost } from '../lost.tsx';

type Draft = Answer<typeof getPaperDraft>;

/** A paper of a case: filled by itself, looked over, previewed, issued. */
export function IssuePaperPage() {
  const { kind, caseId } = useParams({ from: '/desk/cases/$caseId/papers/$kind' });
  const known = PAPER_KINDS.find((each) => each === kind);
  return known ? <IssuePaper caseId={caseId} kind={known} /> : <Lost />;
}

function IssuePaper({ caseId, kind }: { readonly caseId: string; readonly kind: PaperKind }) {
  const { t } = useTranslation();
  const say = useSay();
  const draft = useAnswer(getPaperDraft, { params: { caseId, kind } });
  const [issued, setIssued] = useState<PaperRow>();
  const name = draft.data ? say(draft.data.name) : '';
  return (
    <Page
      title={t('issue.title', { name })}
      lead={t('issue.lead')}
      actions={
        <Link to="/cases/$caseId" params={{ caseId }}>
          {t('issue.back')}
        </Link>
      }
    >
      {issued ? (
        <Issued paper={issued} />
      ) : (
        <Answered of={draft}>
          {(answer) => <Fields draft={answer} caseId={caseId} kind={kind} then={setIssued} />}
        </Answered>
      )}
    </Page>
  );
}

interface FieldsProps {
  readonly draft: Draft;
  readonly caseId: string;
  readonly kind: PaperKind;
  readonly then: (paper: PaperRow) => void;
}

function Fields({ draft, caseId, kind, then }: FieldsProps) {
  const { t } = useTranslation();
  const say = useSay();
  const today = useToday();
  const [paperId] = useState(uuidV7);
  const [form] = Form.useForm<Record<string, string | undefined>>();
  const act = useAct(issuePaper, then);
  const [preview, setPreview] = useState<string>();
  const [failed, setFailed] = useState<unknown>();
  const [drawing, setDrawing] = useState(false);
  const values = () =>
    Object.fromEntries(Object.entries(form.getFieldsValue()).flatMap(([key, value]) => (value ? [[key, value]] : [])));
  const draw = async () => {
    setDrawing(true);
    setFailed(undefined);
    try {
      const pdf = await callFile(previewPaper, { params: { caseId, kind }, body: { values: values() } });
      const url = URL.createObjectURL(pdf);
      setPreview(url);
      window.open(url, '_blank', 'noreferrer');
    } catch (error) {
      setFailed(error);
    } finally {
      setDrawing(false);
    }
  };
  return (
    <>
      <p>{t('issue.office', { office: draft.office.signs, title: draft.title })}</p>
      {draft.word === null ? <WordForm kind={kind} /> : null}
      <Form
        form={form}
        layout="vertical"
        className="form-page"
        initialValues={Object.fromEntries(draft.fields.map(({ key, value }) => [key, value || undefined]))}
        onValuesChange={() => setPreview(undefined)}
        onFinish={() => act.mutate({ params: { paperId }, body: { caseId, kind, values: values() } })}
      >
        {draft.fields.map((field) => (
          <Form.Item
            key={field.key}
            name={field.key}
            label={say(field.label)}
            rules={field.required ? [{ required: true, whitespace: true, message: t('form.required') }] : []}
          >
            {field.kind === 'day' ? <DayPicker /> : <Input maxLength={field.most} />}
          </Form.Item>
        ))}
        <p className="hint">{t('issue.reading')}</p>
        {draft.word === null ? null : (
          <p className="hint">{t('issue.wordIs', { word: draft.word, year: today?.slice(0, 4) ?? '' })}</p>
        )}
        <ProblemNotice error={act.error ?? failed} />
        <div className="form-actions">
          <Button type="primary" htmlType="submit" loading={act.isPending} disabled={draft.word === null}>
            {t('issue.go')}
          </Button>
          <Button onClick={() => void draw()} loading={drawing}>
            {t('issue.preview')}
          </Button>
          {preview ? (
            <a href={preview} target="_blank" rel="noreferrer">
              {t('issue.previewOpen')}
            </a>
          ) : null}
        </div>
      </Form>
    </>
  );
}

function WordForm({ kind }: { readonly kind: PaperKind }) {
  const { t } = useTranslation();
  const act = useAct(setDocumentWord);
  return (
    <Form<{ word: string }>
      layout="vertical"
      className="form-page"
      onFinish={(body) => act.mutate({ params: { kind }, body })}
    >
      <Form.Item
        name="word"
        label={t('issue.word')}
        extra={t('issue.wordHint')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input maxLength={12} />
      </Form.Item>
      <ProblemNotice error={act.error} />
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={act.isPending}>
          {t('issue.wordSave')}
        </Button>
      </div>
    </Form>
  );
}

function Issued({ paper }: { readonly paper: PaperRow }) {
  const { t } = useTranslation();
  const params = { paperId: paper.id };
  return (
    <>
      <Alert
        type="success"
        className="notice"
        title={t('issue.done', { number: paper.number })}
        description={t('issue.doneText')}
      />
      <p className="filters">
        <a className="button-link" href={urlOf(getPaperFile, { params, query: {} })} target="_blank" rel="noreferrer">
          {t('issue.download')}
        </a>
        <a className="button-link" href={urlOf(getPaperFile, { params, query: { as: 'docx' } })} download>
          {t('issue.downloadDocx')}
        </a>
        <Link to="/cases/$caseId" params={{ caseId: paper.caseId }}>
          {t('issue.back')}
        </Link>
      </p>
    </>
  );
}
