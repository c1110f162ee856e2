// A fictional nation for the browser tests: organisations, and what hangs on them.
import { randomBytes } from "node:crypto";

export const id = () => randomBytes(16).toString("hex");
const day_ms = 86_400_000;
export const day_before = (days) => new Date(Date.now() - days * day_ms).toISOString().slice(0, 10);

const sectors = ["healthcare", "education", "agriculture", "government"];
const towns = [
  { en: "Marsa Nour", fr: "Marsa Nour", ar: "مرسى نور" },
  { en: "Wadi Zahra", fr: "Oued Zahra", ar: "وادي الزهرة" },
  { en: "Qasr Amal", fr: "Qasr Amal", ar: "قصر الأمل" },
];
const kinds = [
  { en: "Regional Hospital", fr: "Hôpital régional", ar: "المستشفى الإقليمي" },
  { en: "University", fr: "Université", ar: "جامعة" },
  { en: "Irrigation Authority", fr: "Office de l'irrigation", ar: "هيئة الري" },
  { en: "Municipality", fr: "Municipalité", ar: "بلدية" },
];

export function made_organisations(count) {
  return Array.from({ length: count }, (_, at) => {
    const [kind, town] = [kinds[at % 4], towns[at % 3]];
    const number = Math.floor(at / 12) + 1;
    const names = {
      en: `${kind.en} of ${town.en} ${number}`,
      fr: `${kind.fr} de ${town.fr} ${number}`,
      ar: `${kind.ar} في ${town.ar} ${number}`,
    };
    // One in seven has a name in one language alone.
    return {
      id: id(),
      revision: 1,
      names: at % 7 === 6 ? { ar: names.ar } : names,
      sector: sectors[at % 4],
      kind: kind.fr,
      criticality: ["low", "medium", "high", "critical"][(at * 7) % 4],
      region: town.ar,
    };
  });
}

const people = ["Amina Sahli", "كريم الناجي", "Hélène Dupont-Saïd", "يوسف المنصوري"];

/// Of the first twelve organisations: a duty desk and a person each, whom nobody verified for long in every third. The
/// second has one contact and nothing else.
export function made_contacts(organisations) {
  return organisations.slice(0, 12).flatMap((one, at) => {
    const desk = {
      id: id(),
      revision: 1,
      organisation: one.id,
      kind: "role",
      name: `Duty desk ${at + 1}`,
      role: "مناوبة أمن المعلومات",
      language: ["fr", "ar", "en"][at % 3],
      channels: [
        { kind: "telephone", address: `+999 55 010 ${100 + at}`, out_of_hours: true },
        { kind: "mail", address: `soc@org${at + 1}.example` },
      ],
      ...(at === 2 ? {} : { verified: day_before(at % 3 === 1 ? 400 : 20) }),
    };
    const person = {
      id: id(),
      revision: 1,
      organisation: one.id,
      kind: "person",
      name: people[at % 4],
      role: "Responsable informatique",
      channels: [
        { kind: "mail", address: `it@org${at + 1}.example` },
        { kind: "letter", address: "صندوق بريد 12، مرسى نور" },
        { kind: "chat", address: "@it.desk:chat.example" },
      ],
      verified: day_before(50 + at),
      notes: "Prefers to be called after 9.\nSpeaks French and Arabic.",
    };
    return at === 1 ? [desk] : [desk, person];
  });
}

export function made_networks(organisations) {
  return organisations.slice(0, 12).flatMap((one, at) => {
    if (at === 1) return [];
    const of = (value, more = {}) => ({ id: id(), revision: 1, organisation: one.id, value, ...more });
    const range = at === 4 ? "10.0.128.0/17" : `10.${at}.0.0/16`;
    return [
      of(range, { since: "2021-03-01" }),
      of(`org${at + 1}.example`, { notes: "Registered by the ministry." }),
      ...(at === 0
        ? [of("2001:db8::/32"), of("192.0.2.0/24", { since: "2015-01-01", until: "2024-12-31" })]
        : []),
    ];
  });
}

const asset_names = ["Serveur des dossiers patients", "بوابة المواعيد", "VPN gateway", "Scanner IRM"];
export function made_assets(organisations) {
  return organisations.slice(0, 12).flatMap((one, at) => {
    if (at === 1) return [];
    return asset_names.slice(0, at === 0 ? 4 : 2).map((name, number) => ({
      id: id(),
      revision: 1,
      organisation: one.id,
      name,
      kind: ["server", "website", "network_device", "medical_device"][number],
      exposure: number === 0 ? "internal" : "internet",
      ...(number === 3 ? {} : { criticality: ["critical", "high", "medium"][number] }),
      owner: "Direction informatique",
    }));
  });
}
