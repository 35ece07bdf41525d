// An oracle for TC strings and GPP strings: the IAB's own libraries write random strings and read them again.
//
//   node iab.mjs <node_modules folder> <seed> <count>
//
// prints <count> TC strings and <count> GPP strings as JSON Lines, the same ones for the same seed:
//   {"kind": "tcf" | "gpp", "text": "...", "expect": {...}}
// What is expected is what the libraries read from the text, never what was put in.

import assert from "node:assert/strict";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, seed, count] = process.argv.slice(2);
const library = (name) => import(pathToFileURL(resolve(modules, name, "lib/mjs/index.js")));
const tcf = await library("@iabtcf/core");
const gpp = await library("@iabgpp/cmpapi");

const MOST_VENDORS = 1200;
const PURPOSES = 11;
const LANGUAGES = ["EN", "DE", "FR", "PL", "ZH"];
const { CORE, VENDORS_DISCLOSED, VENDORS_ALLOWED, PUBLISHER_TC } = tcf.Segment;

// ---- randomness: mulberry32, so that a seed gives the same strings on every machine

let state = Number(seed) >>> 0;

function random() {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = state;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

const int = (least, most) => least + Math.floor(random() * (most - least + 1));
const chance = (share) => random() < share;
const pick = (list) => list[int(0, list.length - 1)];
const upTo = (most) => Array.from({ length: most }, (_, i) => i + 1);
const some = (most, share) => upTo(most).filter(() => chance(share));
const letters = () => String.fromCharCode(int(65, 90), int(65, 90));
const moment = () => new Date(int(15_000_000_000, 19_000_000_000) * 100);
const flags = (size, share) => Array.from({ length: size }, () => chance(share));

function shuffled(list) {
  return list
    .map((item) => [random(), item])
    .sort((a, b) => a[0] - b[0])
    .map(([, item]) => item);
}

// ---- sets of vendors, by how they are likely to be written

const VENDOR_SETS = {
  empty: () => [],
  first: () => [1],
  dense: () => some(int(2, MOST_VENDORS), 0.6),
  full: () => upTo(int(2, MOST_VENDORS)),
  sparse: () => [...new Set(Array.from({ length: int(1, 9) }, () => int(1, MOST_VENDORS)))].sort((a, b) => a - b),
  // A few ranges that span many vendors, which no bit field writes as shortly.
  ranges: () => {
    const vendors = [];
    for (let at = int(1, 200); at < MOST_VENDORS && vendors.length < 900; ) {
      const end = Math.min(MOST_VENDORS, at + int(1, 400));
      for (let id = at; id <= end; id++) vendors.push(id);
      at = end + int(2, 200);
    }
    return vendors;
  },
  // The highest number that sixteen bits hold.
  far: () => [int(1, 60000), 65534, 65535],
};

const vendorSet = (style) => VENDOR_SETS[style ?? pick(Object.keys(VENDOR_SETS))]();

// ---- TC strings

/** A Global Vendor List with gaps and deleted vendors, since the real one is out of reach. */
function vendorList(policyVersion, language) {
  const named = (ids) => Object.fromEntries(ids.map((id) => [id, { id, name: `name ${id}` }]));
  const vendors = {};
  for (const id of upTo(MOST_VENDORS).filter((id) => id % 13 !== 0)) {
    const legIntPurposes = some(PURPOSES, 0.4).filter((purpose) => purpose > 1);
    const purposes = upTo(PURPOSES).filter((purpose) => !legIntPurposes.includes(purpose) && chance(0.7));
    const flexiblePurposes = [...purposes, ...legIntPurposes].filter((purpose) => purpose > 1 && chance(0.7));
    const rest = { specialPurposes: some(2, 0.5), features: some(3, 0.5), specialFeatures: some(2, 0.5) };
    vendors[id] = { id, name: `Vendor ${id}`, purposes, legIntPurposes, flexiblePurposes, ...rest };
    if (id % 41 === 0) vendors[id].deletedDate = "2023-01-01T00:00:00Z";
  }
  const gvl = new tcf.GVL({
    gvlSpecificationVersion: 3,
    vendorListVersion: int(1, 4095),
    tcfPolicyVersion: policyVersion,
    lastUpdated: "2025-01-01T00:00:00Z",
    purposes: named(upTo(PURPOSES)),
    specialPurposes: named(upTo(3)),
    features: named(upTo(3)),
    specialFeatures: named(upTo(2)),
    stacks: named(upTo(2)),
    vendors,
  });
  gvl.lang_ = language; // what changeLanguage() does after it has fetched the texts
  gvl.cacheLanguage();
  return gvl;
}

const LISTS = [];

function fill(model, style) {
  model.cmpId = int(2, 4095);
  model.cmpVersion = int(0, 4095);
  model.consentScreen = int(0, 63);
  model.publisherCountryCode = letters();
  model.isServiceSpecific = chance(0.6);
  model.useNonStandardStacks = chance(0.3);
  model.purposeOneTreatment = chance(0.3);
  model.created = moment();
  model.lastUpdated = chance(0.5) ? model.created : moment();
  model.specialFeatureOptins.set(some(12, 0.3));
  model.purposeConsents.set(some(24, random()));
  model.purposeLegitimateInterests.set(some(24, random()));
  model.publisherConsents.set(some(24, random()));
  model.publisherLegitimateInterests.set(some(24, random()));
  model.numCustomPurposes = pick([0, 0, 1, 7, 63]);
  model.publisherCustomConsents.set(some(model.numCustomPurposes, 0.5));
  model.publisherCustomLegitimateInterests.set(some(model.numCustomPurposes, 0.5));
  model.vendorConsents.set(vendorSet(style));
  model.vendorLegitimateInterests.set(vendorSet(style));
  model.vendorsDisclosed.set(vendorSet(style));
  model.vendorsAllowed.set(vendorSet(style));
}

function restrict(model, most) {
  for (let left = int(0, most); left > 0; left--) {
    const restriction = new tcf.PurposeRestriction(int(1, PURPOSES), int(0, 2));
    for (const vendor of vendorSet(pick(["first", "sparse", "dense", "ranges"]))) {
      model.publisherRestrictions.add(vendor, restriction);
    }
  }
}

const optional = () => shuffled([VENDORS_DISCLOSED, VENDORS_ALLOWED, PUBLISHER_TC]);

/** The segments of the nth string: the core alone, all of them, those of TCF 2.3, or any in any order. */
function segmentsOf(nth) {
  const choices = [[], optional(), [VENDORS_DISCLOSED], [VENDORS_DISCLOSED, PUBLISHER_TC], optional().slice(int(0, 2))];
  return [CORE, ...choices[nth % choices.length]];
}

/** As a consent platform writes it: what the vendor list does not allow is removed. */
function withList(nth, style) {
  const model = new tcf.TCModel(LISTS[nth % LISTS.length]);
  fill(model, style);
  restrict(model, 3);
  return tcf.TCString.encode(model, chance(0.3) ? { isForVendors: chance(0.5) } : { segments: segmentsOf(nth) });
}

/** Without a vendor list, segment by segment: any value that the bits can hold. */
function withoutList(nth, style) {
  const model = new tcf.TCModel();
  model.publisherRestrictions.gvl = { vendorIds: new Set(upTo(MOST_VENDORS)) };
  model.consentLanguage = letters();
  model.vendorListVersion = int(0, 4095);
  model.policyVersion = pick([2, 3, 4, 5, 5, 63]);
  fill(model, style);
  if (chance(0.1)) model.vendorConsents.empty(); // the highest number stays: a bit field of zeros
  restrict(model, pick([0, 2, 20]));
  return segmentsOf(nth)
    .map((segment) => tcf.SegmentEncoder.encode(model, segment))
    .join(".");
}

function tcText(nth) {
  // Each style comes up in turn for a whole string, and otherwise each set has its own.
  const style = nth % 2 ? undefined : Object.keys(VENDOR_SETS)[(nth / 2) % 7];
  return nth % 3 ? withoutList(nth, style) : withList(nth / 3, style);
}

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
const seconds = (date) => date.getTime() / 1000;
const byNumbers = (a, b) => a[0] - b[0] || a[1] - b[1];

/** What @iabtcf/core reads. A vector of a segment that is not there was never read, and has no length in bits. */
function readTc(text) {
  const model = tcf.TCString.decode(text);
  const ids = (vector) => sorted(vector.values());
  const idsOrNull = (vector) => (vector.bitLength ? ids(vector) : null);
  const restrictions = model.publisherRestrictions;
  return {
    version: model.version,
    created: seconds(model.created),
    updated: seconds(model.lastUpdated),
    cmp_id: model.cmpId,
    cmp_version: model.cmpVersion,
    consent_screen: model.consentScreen,
    consent_language: model.consentLanguage,
    vendor_list_version: model.vendorListVersion,
    policy_version: model.policyVersion,
    is_service_specific: model.isServiceSpecific,
    use_non_standard_texts: model.useNonStandardStacks,
    special_feature_opt_ins: ids(model.specialFeatureOptins),
    purpose_consents: ids(model.purposeConsents),
    purpose_legitimate_interests: ids(model.purposeLegitimateInterests),
    purpose_one_treatment: model.purposeOneTreatment,
    publisher_country: model.publisherCountryCode,
    vendor_consents: ids(model.vendorConsents),
    vendor_legitimate_interests: ids(model.vendorLegitimateInterests),
    publisher_restrictions: restrictions
      .getRestrictions()
      .map((found) => [found.purposeId, found.restrictionType, sorted(restrictions.getVendors(found))])
      .sort(byNumbers),
    disclosed_vendors: idsOrNull(model.vendorsDisclosed),
    publisher_consents: idsOrNull(model.publisherConsents),
    publisher_legitimate_interests: idsOrNull(model.publisherLegitimateInterests),
  };
}

// ---- GPP strings

const US_NATIONAL = ["SaleOptOut", "SharingOptOut", "TargetedAdvertisingOptOut", "SaleOptOutNotice"];
const US_NATIONAL_OTHERS = ["SharingNotice", "SharingOptOutNotice", "TargetedAdvertisingOptOutNotice"];
const USP = ["Version", "Notice", "OptOutSale", "LspaCovered"];
// More sections than the auditor knows, so that the list of sections in the header takes many forms.
const SECTIONS = [2, 5, 6, 7, 8, 9, 12, 13, 16, 22];

const restriction = (purpose) => new gpp.RangeEntry(purpose, int(0, 2), vendorSet(pick(["first", "sparse", "ranges"])));

const WRITERS = {
  tcfeuv2: (set) => {
    set("CmpId", int(2, 4095));
    set("CmpVersion", int(0, 4095));
    set("ConsentScreen", int(0, 63));
    set("ConsentLanguage", letters());
    set("VendorListVersion", int(0, 4095));
    set("PolicyVersion", pick([4, 5]));
    set("UseNonStandardStacks", chance(0.3));
    set("SpecialFeatureOptins", flags(12, 0.3));
    set("PurposeConsents", flags(24, random()));
    set("PurposeLegitimateInterests", flags(24, random()));
    set("PurposeOneTreatment", chance(0.3));
    set("PublisherCountryCode", letters());
    set("VendorConsents", vendorSet());
    set("VendorLegitimateInterests", vendorSet());
    set("PublisherRestrictions", some(PURPOSES, 0.1).map(restriction));
    set("PublisherConsents", flags(24, random()));
    set("PublisherLegitimateInterests", flags(24, random()));
    set("NumCustomPurposes", pick([0, 3, 63]));
    set("VendorsDisclosed", vendorSet());
    set("Created", moment()); // last, since every other field sets it to the present day
  },
  tcfcav1: (set) => {
    set("CmpId", int(2, 4095));
    set("PurposesExpressConsent", flags(24, random()));
    set("VendorExpressConsent", vendorSet("sparse"));
    set("VendorImpliedConsent", vendorSet("ranges"));
    set("DisclosedVendors", vendorSet());
    set("Created", moment());
    set("LastUpdated", moment());
  },
  uspv1: (set) => USP.slice(1).forEach((name) => set(name, pick(["-", "Y", "N"]))),
  usnat: (set) => {
    set("Version", pick([1, 2])); // version 1 is shorter, behind the fields that are read
    for (const name of [...US_NATIONAL, ...US_NATIONAL_OTHERS]) set(name, int(0, 2));
    set("SensitiveDataProcessing", Array.from({ length: 16 }, () => int(0, 2)));
    set("MspaCoveredTransaction", int(1, 2));
    set("GpcSegmentIncluded", chance(0.5));
    set("Gpc", chance(0.5));
  },
};

const nameOf = (id) => gpp.Sections.SECTION_ID_NAME_MAP.get(id);
const anySection = (set) => set("SaleOptOut", int(0, 2));

/** The nth GPP string; the TCF section of every second one is a TC string of the other library. */
function gppText(nth) {
  const model = new gpp.GppModel();
  const ids = nth % 25 === 24 ? [] : SECTIONS.filter((id) => chance(id < 8 ? 0.55 : 0.25));
  const texts = ids.map((id) => {
    const name = nameOf(id);
    (WRITERS[name] ?? anySection)((field, value) => model.setFieldValue(name, field, value));
    return id === 2 && nth % 2 ? tcText(nth) : model.encodeSection(name);
  });
  const header = new gpp.HeaderV1();
  header.setFieldValue("SectionIds", ids);
  const text = [header.encode(), ...texts].join("~");
  if (nth % 2 === 0 || !ids.includes(2)) assert.equal(text, model.encode());
  return text;
}

const ones = (bits) => bits.flatMap((bit, i) => (bit ? [i + 1] : []));

/** What @iabgpp/cmpapi reads from its section 2. Segments that are not there are those without a text. */
function readTcfSection(model) {
  const field = (name) => model.getFieldValue("tcfeuv2", name);
  const [, publisher, , disclosed] = model.sections.get("tcfeuv2").segments;
  const there = { publisher: publisher.encodedString !== null, disclosed: disclosed.encodedString !== null };
  const entries = field("PublisherRestrictions");
  return {
    version: field("Version"),
    created: seconds(field("Created")),
    updated: seconds(field("LastUpdated")),
    cmp_id: field("CmpId"),
    cmp_version: field("CmpVersion"),
    consent_screen: field("ConsentScreen"),
    consent_language: field("ConsentLanguage"),
    vendor_list_version: field("VendorListVersion"),
    policy_version: field("PolicyVersion"),
    is_service_specific: field("IsServiceSpecific"),
    use_non_standard_texts: field("UseNonStandardStacks"),
    special_feature_opt_ins: ones(field("SpecialFeatureOptins")),
    purpose_consents: ones(field("PurposeConsents")),
    purpose_legitimate_interests: ones(field("PurposeLegitimateInterests")),
    purpose_one_treatment: field("PurposeOneTreatment"),
    publisher_country: field("PublisherCountryCode"),
    vendor_consents: sorted(field("VendorConsents")),
    vendor_legitimate_interests: sorted(field("VendorLegitimateInterests")),
    publisher_restrictions: entries
      .map((entry) => [entry.getKey(), entry.getType(), sorted(entry.getIds())])
      .sort(byNumbers),
    disclosed_vendors: there.disclosed ? sorted(field("VendorsDisclosed")) : null,
    publisher_consents: there.publisher ? ones(field("PublisherConsents")) : null,
    publisher_legitimate_interests: there.publisher ? ones(field("PublisherLegitimateInterests")) : null,
  };
}

function readGpp(text) {
  const model = new gpp.GppModel(text);
  const ids = model.getSectionIds();
  const fields = (section, names) => Object.fromEntries(names.map((name) => [name, model.getFieldValue(section, name)]));
  const expect = { sections: Object.fromEntries(ids.map((id) => [id, model.encodeSectionById(id)])) };
  if (ids.includes(2)) {
    expect.tcfeuv2 = readTcfSection(model);
    assert.deepEqual(expect.tcfeuv2, readTc(expect.sections[2])); // two libraries, one reading
  }
  if (ids.includes(6)) expect.uspv1 = fields("uspv1", USP);
  if (ids.includes(7)) expect.usnat = fields("usnat", US_NATIONAL);
  return expect;
}

// ---- the lines

function print(kind, text, expect) {
  process.stdout.write(`${JSON.stringify({ kind, text, expect })}\n`);
}

LISTS.push(...[4, 5, 5].map((policyVersion) => vendorList(policyVersion, pick(LANGUAGES))));
for (let nth = 0; nth < Number(count); nth++) {
  const text = tcText(nth);
  print("tcf", text, readTc(text));
}
for (let nth = 0; nth < Number(count); nth++) {
  const text = gppText(nth);
  print("gpp", text, readGpp(text));
}
