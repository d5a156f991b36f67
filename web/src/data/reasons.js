// Why a statement is held, in words: what a rule's name means to someone who has not read the rules.

const REASONS = new Map([
  ["number in a claim", "a number claimed in the sentence"],
  ["longer term ends in the shorter", "the longer name ends in the shorter one"],
  ["long form ends in Y", "its long form ends in the other’s name"],
  ["words of release before the URL", "the sentence releases what stands at the address"],
  ["words of use before the URL", "the sentence uses what stands at the address"],
  ["no words of use before the URL", "nothing says that the address is somebody else’s"],
  ["listed by the source", "listed with the paper"],
]);
const KNOWN = "catalogue";
const SHAPE = "name shape";

// Of a sentence: how it was read.
export const readingOf = (rule) => {
  if (REASONS.has(rule)) return REASONS.get(rule);
  if (rule === KNOWN) return "a well-known name";
  if (rule === SHAPE) return "read from the shape of the name";
  if (rule.startsWith("introduced, ")) return `the paper introduces the one, ${rule.slice(12)} the other`;
  return /\b[XY]\b/.test(rule) ? `worded as “${rule}”` : rule;
};

// Of a rule that needs no sentence.
export const groundOf = (rule) => {
  if (rule === KNOWN) return "Generally known: it stands so in the catalogue of terms.";
  if (rule.startsWith(`${SHAPE}: `)) return `By its name: ${rule.slice(SHAPE.length + 2)}.`;
  const reason = readingOf(rule);
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
};

export const confidence = (score) => `confidence ${score.toFixed(2)}`;

// A sentence tells more than a rule does, and the surer one first.
export const told = (fact) => [...fact.evidence].sort((a, b) => Boolean(b.text) - Boolean(a.text) || b.score - a.score);
