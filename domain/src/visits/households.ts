/** What the ledger knows of a child that tells with whom it lives. */
export interface HouseholdMember {
  readonly childId: string;
  readonly villageId: string;
  /** The grid or group within the village, where it is known. */
  readonly gridId: string | null;
  readonly guardians: readonly { readonly name: string; readonly phone?: string | null }[];
  readonly address?: string | null;
}

export interface GroupedHousehold {
  readonly villageId: string;
  readonly gridId: string | null;
  readonly childIds: readonly string[];
}

/** More children of different guardians than that, and a phone is the village's or the teacher's, not a family's. */
const FAMILY_OF_ONE_PHONE = 6;

/**
 * Children whom one visit reaches: of the same village, with a phone in common, or with a guardian of the same name at the
 * same address, or of the same name where neither address nor phone is known (docs/readings.md, R102).
 */
export function groupHouseholds(members: readonly HouseholdMember[]): GroupedHousehold[] {
  const shared = familyPhones(members);
  const parent = members.map((_, index) => index);
  const rootOf = (index: number): number => {
    const above = parent[index] ?? index;
    return above === index ? index : rootOf(above);
  };
  const firstWith = new Map<string, number>();
  members.forEach((member, index) => {
    for (const tie of tiesOf(member, shared)) {
      const other = firstWith.get(tie);
      if (other === undefined) firstWith.set(tie, index);
      else parent[rootOf(index)] = rootOf(other);
    }
  });
  const groups = new Map<number, HouseholdMember[]>();
  members.forEach((member, index) => {
    const root = rootOf(index);
    groups.set(root, [...(groups.get(root) ?? []), member]);
  });
  return [...groups.values()].map((group) => ({
    villageId: group[0]?.villageId ?? '',
    gridId: group.find((each) => each.gridId)?.gridId ?? null,
    childIds: group.map((each) => each.childId),
  }));
}

/** What two children of one household have in common; each tie is a key of its own. */
function tiesOf(member: HouseholdMember, familyPhone: (phone: string) => boolean): string[] {
  const { villageId } = member;
  const address = squeezed(member.address);
  return member.guardians.flatMap((guardian) => {
    const name = squeezed(guardian.name);
    const phone = digits(guardian.phone);
    return [
      ...(phone && familyPhone(phone) ? [`${villageId} phone ${phone}`] : []),
      ...(name && address ? [`${villageId} at ${name} ${address}`] : []),
      ...(name && !address && !phone ? [`${villageId} named ${name}`] : []),
    ];
  });
}

function familyPhones(members: readonly HouseholdMember[]): (phone: string) => boolean {
  const users = new Map<string, { children: Set<string>; names: Set<string> }>();
  for (const member of members) {
    for (const guardian of member.guardians) {
      const phone = digits(guardian.phone);
      if (!phone) continue;
      const use = users.get(phone) ?? { children: new Set(), names: new Set() };
      use.children.add(member.childId);
      use.names.add(squeezed(guardian.name));
      users.set(phone, use);
    }
  }
  return (phone) => {
    const use = users.get(phone);
    return use !== undefined && (use.children.size <= FAMILY_OF_ONE_PHONE || use.names.size <= 2);
  };
}

const squeezed = (text: string | null | undefined) => (text ?? '').normalize('NFKC').replace(/\s/g, '');

/** Without what does not tell two phones apart; too short to be one: nothing. */
function digits(phone: string | null | undefined): string {
  const only = (phone ?? '')
    .normalize('NFKC')
    .replace(/\D/g, '')
    .replace(/^(0086|86)(?=1\d{10}$)/, '');
  return only.length >= 7 ? only : '';
}
