import { type ReactNode, useEffect } from 'react';

interface Props {
  readonly title: string;
  /** A line under the title: what this page is for. */
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** For the browser's tab where the title names a person: names stay out of the tab and the history. */
  readonly tab?: string;
}

/** The frame of a page: its title, its actions, its content. */
export function Page({ title, lead, actions, children, tab }: Props) {
  useEffect(() => {
    document.title = `${tab ?? title} · 劝学`;
  }, [title, tab]);
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{title}</h1>
          {lead ? <p className="lead">{lead}</p> : null}
        </div>
        {actions ? <div className="page-actions">{actions}</div> : null}
      </div>
      {children}
    </div>
  );
}
