import type { NewChannel } from '@quanxue/domain/statistics/channel-operations.ts';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';

/** Where in a row of `channels` its password or key is sealed. */
const place = (channelId: string) => `channels/${channelId}`;

export async function sealChannel(
  house: Pick<House, 'keys'>,
  tx: Tx,
  id: string,
  channel: NewChannel,
): Promise<Buffer> {
  return (await house.keys.ofChannels(tx)).seal(channel, place(id));
}

export async function openChannel(
  house: Pick<House, 'keys'>,
  tx: Tx,
  row: { readonly id: string; readonly sealed: Buffer },
): Promise<NewChannel> {
  return (await house.keys.ofChannels(tx)).open(row.sealed, place(row.id)) as NewChannel;
}
