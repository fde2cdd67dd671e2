import {
  endSubscription,
  listChannels,
  subscribePost,
  switchChannel,
  testChannel,
} from '@quanxue/domain/statistics/channel-operations.ts';
import { Button, Input, Popconfirm, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAct, useAnswer } from '../../basis/ask.ts';
import type { Answer } from '../../basis/call.ts';
import { useLabels } from '../../basis/entry/labels.ts';
import { shanghaiTime } from '../../basis/instant.ts';
import { Page } from '../../basis/page.tsx';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { EnterChannel } from './enter-channel.tsx';

type Channels = Answer<typeof listChannels>;
type Channel = Channels['channels'][number];

/** Every machine outside to which this one may speak, what goes there, and how it went. */
export function ChannelsPage() {
  const { t } = useTranslation();
  const channels = useAnswer(listChannels, {});
  return (
    <Page
      title={t('channels.title')}
      lead={channels.data ? t('channels.lead', { hour: channels.data.hour }) : undefined}
    >
      <Answered of={channels}>
        {(answer) =>
          answer.channels.length === 0 ? (
            <p className="empty">{t('channels.none')}</p>
          ) : (
            answer.channels.map((channel) => <OneChannel key={channel.id} channel={channel} posts={answer.posts} />)
          )
        }
      </Answered>
      <EnterChannel />
      <p className="hint">{t('channels.ours')}</p>
    </Page>
  );
}

function OneChannel({ channel, posts }: { readonly channel: Channel; readonly posts: Channels['posts'] }) {
  const { t } = useTranslation();
  const [address, setAddress] = useState('');
  const params = { channelId: channel.id };
  const turn = useAct(switchChannel);
  const test = useAct(testChannel);
  const mail = channel.kind === 'smtp';
  return (
    <section>
      <h2>
        {channel.name}　{channel.host}:{channel.port}
      </h2>
      <p>
        {t(`channels.kinds.${channel.kind}`)}　<b>{t(channel.on ? 'channels.on' : 'channels.off')}</b>　
        <span className="hint">
          {channel.enteredBy} {shanghaiTime(channel.enteredAt)}
        </span>
      </p>
      <div className="filters">
        <Button
          loading={turn.isPending}
          onClick={() => turn.mutate({ params, body: { state: channel.on ? 'off' : 'on' } })}
        >
          {t(channel.on ? 'channels.turnOff' : 'channels.turnOn')}
        </Button>
        {mail ? (
          <Input
            className="filter-search"
            type="email"
            aria-label={t('channels.address')}
            placeholder={t('channels.address')}
            value={address}
            onChange={(event) => setAddress(event.target.value)}
          />
        ) : null}
        <Button
          loading={test.isPending}
          disabled={mail && address === ''}
          onClick={() => test.mutate({ params, body: mail ? { address } : {} })}
        >
          {t('channels.test')}
        </Button>
        <Popconfirm
          title={t('channels.removeSure')}
          okText={t('channels.remove')}
          cancelText={t('common.cancel')}
          onConfirm={() => turn.mutate({ params, body: { state: 'removed' } })}
        >
          <Button>{t('channels.remove')}</Button>
        </Popconfirm>
        <span className="hint" aria-live="polite">
          {test.isSuccess ? t('channels.tested') : ''}
        </span>
      </div>
      {turn.error ? <ProblemNotice error={turn.error} /> : null}
      {test.error ? <ProblemNotice error={test.error} /> : null}
      <Subscriptions channel={channel} posts={posts} />
      {channel.last.length > 0 ? (
        <details>
          <summary>{t('channels.last')}</summary>
          <ul>
            {channel.last.map((message) => (
              <li key={message.id}>
                {message.day} {message.test ? t('channels.isTest') : ''} {t(`channels.states.${message.state}`)}{' '}
                {shanghaiTime(message.at)} {message.error ? <span className="alarming">{message.error}</span> : null}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}

function Subscriptions({ channel, posts }: { readonly channel: Channel; readonly posts: Channels['posts'] }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const [postId, setPostId] = useState<string>();
  const [address, setAddress] = useState('');
  const subscribe = useAct(subscribePost, () => setAddress(''));
  const end = useAct(endSubscription);
  const mail = channel.kind === 'smtp';
  const words = (post: Channels['posts'][number] | Channel['subscriptions'][number]) =>
    `${post.unit} ${labels.term('role', post.role)} ${post.person}`;
  return (
    <>
      <h3>{t('channels.subscriptions')}</h3>
      {channel.subscriptions.length === 0 ? <p className="hint">{t('channels.noSubscriptions')}</p> : null}
      <ul className="plain">
        {channel.subscriptions.map((each) => (
          <li key={each.id}>
            {words(each)} {each.address ?? ''}{' '}
            <Button size="small" onClick={() => end.mutate({ params: { subscriptionId: each.id } })}>
              {t('channels.end')}
            </Button>
          </li>
        ))}
      </ul>
      <div className="filters">
        <Select
          aria-label={t('channels.post')}
          placeholder={t('channels.post')}
          showSearch={{ optionFilterProp: 'label' }}
          style={{ minWidth: '18rem' }}
          value={postId}
          options={posts.map((post) => ({ value: post.id, label: words(post) }))}
          onChange={(value: string) => setPostId(value)}
        />
        {mail ? (
          <Input
            className="filter-search"
            type="email"
            aria-label={t('channels.address')}
            placeholder={t('channels.address')}
            value={address}
            onChange={(event) => setAddress(event.target.value)}
          />
        ) : null}
        <Button
          disabled={!postId || (mail && address === '')}
          loading={subscribe.isPending}
          onClick={() =>
            postId &&
            subscribe.mutate({ params: { channelId: channel.id }, body: { postId, ...(mail ? { address } : {}) } })
          }
        >
          {t('channels.subscribe')}
        </Button>
      </div>
      {subscribe.error ? <ProblemNotice error={subscribe.error} /> : null}
      {end.error ? <ProblemNotice error={end.error} /> : null}
    </>
  );
}
