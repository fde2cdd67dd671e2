import { dropBrief, listBriefReaders, reviseBrief, sendBrief } from '@quanxue/domain/statistics/brief-operations.ts';
import { useNavigate } from '@tanstack/react-router';
import { Button, Checkbox, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAct, useAnswer } from '../../basis/ask.ts';
import type { Answer } from '../../basis/call.ts';
import { useLabels } from '../../basis/entry/labels.ts';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import type { Brief } from './brief-page.tsx';

type Text = Brief['text'];
type Post = Answer<typeof listBriefReaders>['posts'][number];

/** A draft sentence by sentence; saved as another version, sent to the posts that are ticked. */
export function BriefDraft({ brief }: { readonly brief: Brief }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const params = { briefId: brief.id };
  const [text, setText] = useState<Text>(brief.text);
  const [version, setVersion] = useState(brief.version);
  const [clean, setClean] = useState(true);
  const save = useAct(reviseBrief, (saved) => {
    setVersion(saved.version);
    setClean(true);
  });
  const drop = useAct(dropBrief, () => navigate({ to: '/briefs' }));
  const change = (changed: Text) => {
    setText(changed);
    setClean(false);
  };
  const setSection = (index: number, section: Text['sections'][number]) =>
    change({ ...text, sections: text.sections.map((each, at) => (at === index ? section : each)) });
  return (
    <>
      <p className="hint no-print">{t('briefs.draftHint')}</p>
      <Input
        aria-label={t('briefs.name')}
        value={text.title}
        maxLength={120}
        onChange={(event) => change({ ...text, title: event.target.value })}
      />
      {text.sections.map((section, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sections keep their order
        <Section key={index} section={section} change={(changed) => setSection(index, changed)} />
      ))}
      <div className="form-actions no-print">
        <Button
          type={clean ? 'default' : 'primary'}
          disabled={clean}
          loading={save.isPending}
          onClick={() => save.mutate({ params, body: withoutEmpty(text) })}
        >
          {t('briefs.save')}
        </Button>
        <Button onClick={() => drop.mutate({ params })} loading={drop.isPending}>
          {t('briefs.drop')}
        </Button>
        <span className="hint" aria-live="polite">
          {clean ? t('briefs.saved', { n: version }) : t('briefs.unsaved')}
        </span>
      </div>
      {save.error ? <ProblemNotice error={save.error} /> : null}
      {drop.error ? <ProblemNotice error={drop.error} /> : null}
      <Sending briefId={brief.id} version={version} ready={clean} />
    </>
  );
}

function withoutEmpty(text: Text): Text {
  const sections = text.sections.map((section) => ({
    ...section,
    sentences: section.sentences.filter((sentence) => sentence.trim() !== ''),
  }));
  return { ...text, sections };
}

function Section({
  section,
  change,
}: {
  readonly section: Text['sections'][number];
  readonly change: (section: Text['sections'][number]) => void;
}) {
  const { t } = useTranslation();
  const { sentences } = section;
  return (
    <section>
      <Input
        aria-label={t('briefs.heading')}
        value={section.heading}
        maxLength={80}
        onChange={(event) => change({ ...section, heading: event.target.value })}
      />
      {sentences.map((sentence, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sentence has no name of its own
        <p key={index} className="filters">
          <Input.TextArea
            aria-label={`${section.heading} ${t('briefs.sentence', { n: index + 1 })}`}
            value={sentence}
            maxLength={1000}
            autoSize
            onChange={(event) =>
              change({ ...section, sentences: sentences.map((each, at) => (at === index ? event.target.value : each)) })
            }
          />
          <Button
            size="small"
            className="no-print"
            onClick={() => change({ ...section, sentences: sentences.filter((_, at) => at !== index) })}
          >
            {t('briefs.remove')}
          </Button>
        </p>
      ))}
      <Button size="small" className="no-print" onClick={() => change({ ...section, sentences: [...sentences, ''] })}>
        {t('briefs.add')}
      </Button>
    </section>
  );
}

function Sending({
  briefId,
  version,
  ready,
}: {
  readonly briefId: string;
  readonly version: number;
  readonly ready: boolean;
}) {
  const { t } = useTranslation();
  const labels = useLabels();
  const readers = useAnswer(listBriefReaders, {});
  const [chosen, setChosen] = useState<readonly Post[]>([]);
  const [named, setNamed] = useState(false);
  const send = useAct(sendBrief);
  const key = (post: Post) => `${post.role} ${post.unitId}`;
  return (
    <section className="no-print">
      <h2>{t('briefs.to')}</h2>
      <Answered of={readers}>
        {({ posts }) =>
          posts.length === 0 ? (
            <p className="empty">{t('briefs.noPosts')}</p>
          ) : (
            <ul className="plain">
              {posts.map((post) => (
                <li key={key(post)}>
                  <Checkbox
                    checked={chosen.some((each) => key(each) === key(post))}
                    onChange={(event) =>
                      setChosen((before) => [
                        ...before.filter((each) => key(each) !== key(post)),
                        ...(event.target.checked ? [post] : []),
                      ])
                    }
                  >
                    {post.unit} {labels.term('role', post.role)}（{post.people.join('、')}）
                  </Checkbox>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
      <p>
        <Checkbox checked={named} onChange={(event) => setNamed(event.target.checked)}>
          {t('briefs.named')}
        </Checkbox>
      </p>
      <Popconfirm
        title={t('briefs.sendSure')}
        okText={t('briefs.send')}
        cancelText={t('common.cancel')}
        onConfirm={() =>
          send.mutate({
            params: { briefId },
            body: { version, named, to: chosen.map(({ unitId, role }) => ({ unitId, role })) },
          })
        }
      >
        <Button type="primary" disabled={!ready || chosen.length === 0} loading={send.isPending}>
          {t('briefs.send')}
        </Button>
      </Popconfirm>
      {send.error ? <ProblemNotice error={send.error} /> : null}
    </section>
  );
}
