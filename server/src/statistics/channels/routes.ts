import {
  endSubscription,
  enterChannel,
  listChannels,
  subscribePost,
  switchChannel,
  testChannel,
} from '@quanxue/domain/statistics/channel-operations.ts';
import type { House } from '../../basis/house.ts';
import { bind } from '../../basis/http.ts';
import {
  endTheSubscription,
  enterTheChannel,
  subscribeThePost,
  switchTheChannel,
  testTheChannel,
} from './enter-channel.ts';
import { listTheChannels } from './list-channels.ts';
import { sendDigests } from './send-digests.ts';

/** How often it is looked whether a digest is to be made or tried again. */
const LOOK_EVERY_MS = 5 * 60_000;

export function channels(house: House): void {
  bind(house, listChannels, (ask) => listTheChannels(house, ask));
  bind(house, enterChannel, (ask) => enterTheChannel(house, ask));
  bind(house, switchChannel, (ask) => switchTheChannel(house, ask));
  bind(house, testChannel, (ask) => testTheChannel(house, ask));
  bind(house, subscribePost, (ask) => subscribeThePost(house, ask));
  bind(house, endSubscription, (ask) => endTheSubscription(house, ask));
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const look = () => {
    running ??= sendDigests(house)
      .catch((error) => house.say.bug(error, { duty: 'sendDigests' }))
      .finally(() => {
        running = undefined;
      });
  };
  house.app.addHook('onListen', async () => {
    timer = setInterval(look, LOOK_EVERY_MS).unref();
  });
  house.app.addHook('onClose', async () => {
    clearInterval(timer);
    await running;
  });
}
