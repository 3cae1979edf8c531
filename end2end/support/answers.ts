// One whole application, in both languages: every page of the form, the conditional ones included.
import type { Lang } from './words';

export type Fields = Record<string, string | string[]>;
export type Answers = Record<string, Fields>;

const SOON = String(new Date().getFullYear() + 1);

const TEXTS = {
  en: {
    person: 'María Núñez-O’Brien',
    role: 'Director',
    about: 'We read with children, and lend books to their families.',
    program: 'Reading friends',
    summary: 'Every student reads with the same volunteer twice a week.',
    need: 'The school told us that many students read below the level of their grade.',
    growth: 'Whoever reads with somebody who listens, reads more, and better.',
    contact: 'Rosa Delgado',
    times: 'Tuesdays and Thursdays, 3 to 4:30 p.m.',
    what: 'Students who read at the level of their grade',
    measure: 'The district’s reading test',
    baseline: '41 of 100',
    target: '60 of 100',
    check: 'A company checks the records of every state, each year.',
    platform: 'A video room of the school',
    data: 'Reading scores, which we ask DPS for.',
    why: 'To choose books of the right level.',
    help: 'Whoever cannot pay takes part for nothing.',
  },
  es: {
    person: 'María Núñez-O’Brien',
    role: 'Directora',
    about: 'Leemos con niños y prestamos libros a sus familias.',
    program: 'Amigos de la lectura',
    summary: 'Cada estudiante lee dos veces por semana con el mismo voluntario.',
    need: 'La escuela nos dijo que muchos estudiantes leen por debajo del nivel de su grado.',
    growth: 'Quien lee con alguien que escucha, lee más y mejor.',
    contact: 'Rosa Delgado',
    times: 'Martes y jueves de 3:00 a 4:30 p. m.',
    what: 'Estudiantes que leen al nivel de su grado',
    measure: 'El examen de lectura del distrito',
    baseline: '41 de 100',
    target: '60 de 100',
    check: 'Una empresa verifica los registros de todos los estados, cada año.',
    platform: 'Una sala de video de la escuela',
    data: 'Resultados de lectura, que pedimos a DPS.',
    why: 'Para elegir libros del nivel adecuado.',
    help: 'Quien no puede pagar participa gratis.',
  },
};

/** The answers of an organization, by page of the form, in the order of the form. */
export function answers(organization: string, lang: Lang = 'en'): Answers {
  const text = TEXTS[lang];
  return {
    organization: { 'organization.name': organization, 'organization.kind': 'community' },
    contact: {
      'contact.name': text.person,
      'contact.role': text.role,
      'contact.email': 'maria@example.com',
      'contact.phone': '919.555.0123',
    },
    address: {
      'organization.address.street': '100 Example Street',
      'organization.address.city': 'Durham',
      'organization.address.state': 'NC',
      'organization.address.zip': '27701',
    },
    about: { 'organization.about': text.about, 'organization.established': '2009', 'organization.web': 'www.example.org' },
    program: { 'program.title': text.program, 'program.summary': text.summary },
    areas: { 'program.areas': ['academics/tutoring', 'social-civic-family-life/family-engagement'] },
    goals: { 'program.goals': ['academic-growth', 'family-community'] },
    need: { 'program.needs': ['academic', 'socio-emotional'], 'program.need': text.need },
    growth: { 'program.growth': text.growth },
    sponsor: { 'sites.sponsor': 'cedar-ford', 'sponsor.name': text.contact, 'sponsor.email': 'rosa@example.com' },
    sites: { 'sites.schools': ['catalpa', 'family-learning'] },
    served: { 'sites.grades': ['1', '2', '3'], 'sites.students': '45' },
    frequency: { 'program.frequency': 'ongoing' },
    schedule: {
      'schedule.often': 'more-than-weekly',
      'schedule.times': text.times,
      ...day('schedule.start', '1', '12'),
      ...day('schedule.end', '5', '28'),
    },
    outcomes: {
      'outcomes.1.what': text.what,
      'outcomes.1.measure': text.measure,
      'outcomes.1.baseline': text.baseline,
      'outcomes.1.target': text.target,
      ...day('outcomes.1.by', '6', '1'),
    },
    clearance: { 'students.checked': 'yes', 'students.check': text.check },
    safety: { 'students.permission': 'yes', 'students.online': 'yes', 'students.data': 'yes' },
    platform: { 'students.platform': text.platform, 'students.protected': 'yes' },
    data: { 'students.data-which': text.data, 'students.data-why': text.why },
    money: { 'money.payer': ['own', 'grant'], 'money.value': '12,500.00', 'money.fee': 'yes' },
    fee: { 'money.fee-amount': '20', 'money.fee-help': text.help },
    characteristics: {
      'characteristics.built': 'yes',
      'characteristics.agreement': 'yes',
      'characteristics.strategic': 'yes',
      'characteristics.deliverables': 'yes',
      'characteristics.established': 'yes',
    },
    commitments: { 'commitments.meeting': 'yes', 'commitments.survey': 'yes' },
    directory: { 'directory.listed': 'yes' },
  };
}

function day(field: string, month: string, day: string): Fields {
  return { [`${field}.month`]: month, [`${field}.day`]: day, [`${field}.year`]: SOON };
}
