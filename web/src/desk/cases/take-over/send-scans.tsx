import { putTakenScan } from '@quanxue/domain/cases/take-over/scan-operations.ts';
import { Button, Progress } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../../basis/ask.ts';
import { call } from '../../../basis/call.ts';
import { ProblemNotice } from '../../../basis/problem-notice.tsx';
import { sha256Of } from '../../../basis/sha256.ts';
import { readZip, type Unpacked } from './read-zip.ts';

const HIDDEN = /(^|\/)(\.|Thumbs\.db$|desktop\.ini$)/i;

interface Sent {
  readonly placed: number;
  readonly waiting: number;
  readonly again: number;
  readonly failed: readonly { readonly path: string; readonly error: unknown }[];
}
const NONE: Sent = { placed: 0, waiting: 0, again: 0, failed: [] };

/** Folders named by child, loose files or a .zip: each file is sent by itself under its path. */
export function SendScans() {
  const { t } = useTranslation();
  const id = useId();
  const folder = useRef<HTMLInputElement>(null);
  const [going, setGoing] = useState<{ readonly done: number; readonly all: number }>();
  const [sent, setSent] = useState(NONE);
  useEffect(() => folder.current?.setAttribute('webkitdirectory', ''), []);

  const send = async (files: readonly Unpacked[]) => {
    setSent(NONE);
    let all = files.length;
    let done = 0;
    const one = async ({ path, file }: Unpacked) => {
      if (HIDDEN.test(path)) return;
      try {
        const got = await call(putTakenScan, {
          params: { sha256: await sha256Of(file) },
          query: { path: path.slice(-500) },
          file,
        });
        setSent((now) => ({
          ...now,
          again: now.again + (got.again ? 1 : 0),
          placed: now.placed + (!got.again && got.child ? 1 : 0),
          waiting: now.waiting + (!got.again && !got.child ? 1 : 0),
        }));
      } catch (error) {
        setSent((now) => ({ ...now, failed: [...now.failed, { path, error }] }));
      }
    };
    for (const each of files) {
      setGoing({ done, all });
      if (/\.zip$/i.test(each.path)) {
        const name = each.path.replace(/\.zip$/i, '');
        for await (const inner of readZip(each.file)) {
          all += 1;
          await one({ ...inner, path: `${name}/${inner.path}` });
          done += 1;
          setGoing({ done, all });
        }
      } else await one(each);
      done += 1;
    }
    setGoing(undefined);
    void queryClient.invalidateQueries();
  };
  const chosen = (list: FileList | null) =>
    void send([...(list ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file })));
  return (
    <section
      className="drop"
      aria-label={t('sortScans.send')}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        const entries = [...event.dataTransfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
        if (!going) void dropped(entries).then(send);
      }}
    >
      {going ? (
        <div aria-live="polite">
          <p>{t('sortScans.sending', { done: going.done + 1, all: going.all })}</p>
          <Progress percent={Math.round((100 * going.done) / going.all)} />
        </div>
      ) : (
        <>
          <input
            ref={folder}
            type="file"
            multiple
            hidden
            onChange={(event) => {
              chosen(event.target.files);
              event.target.value = '';
            }}
          />
          <Button type="primary" onClick={() => folder.current?.click()}>
            {t('sortScans.folder')}
          </Button>{' '}
          <input
            id={id}
            type="file"
            multiple
            accept=".zip,.pdf,.jpg,.jpeg,.png,.webp,.bmp,.tif,.tiff"
            className="sr-only"
            onChange={(event) => {
              chosen(event.target.files);
              event.target.value = '';
            }}
          />
          <label htmlFor={id} className="file-button">
            {t('sortScans.files')}
          </label>
          <p className="hint">{t('sortScans.dropHint')}</p>
        </>
      )}
      {sent.placed + sent.waiting + sent.again > 0 ? (
        <p role="status">{t('sortScans.sent', { placed: sent.placed, waiting: sent.waiting, again: sent.again })}</p>
      ) : null}
      {sent.failed.map(({ path, error }) => (
        <div key={path}>
          <b>{path}</b>
          <ProblemNotice error={error} />
        </div>
      ))}
    </section>
  );
}

/** Every file below what was dropped, under its path. */
async function dropped(entries: readonly FileSystemEntry[]): Promise<Unpacked[]> {
  const found: Unpacked[] = [];
  for (const entry of entries) {
    if (entry.isFile) {
      const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
      found.push({ path: entry.fullPath.replace(/^\//, ''), file });
      continue;
    }
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    for (;;) {
      // A browser gives a hundred at a time, and none at the end.
      const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
      if (some.length === 0) break;
      found.push(...(await dropped(some)));
    }
  }
  return found;
}
