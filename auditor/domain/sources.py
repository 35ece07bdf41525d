"""Laws, guidelines and decisions that checks cite. Only paragraphs that were read stand here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One citation; `limit` says what the source does not decide."""

    label: str
    url: str | None = None
    limit: str | None = None


EPRIVACY = Source("Directive 2002/58/EC (ePrivacy), Article 5(3)", "https://eur-lex.europa.eu/eli/dir/2002/58/oj")
GDPR_CONSENT = Source("GDPR, Articles 4(11) and 7", "https://eur-lex.europa.eu/eli/reg/2016/679/oj")
GDPR_WITHDRAWAL = Source(
    "GDPR, Article 7(3): withdrawing consent is as easy as giving it",
    "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
    "The text gives no number of actions.",
)
GDPR_RECITAL_32 = Source("GDPR, Recital 32: pre-ticked boxes are no consent")
LIL_82 = Source("France: Loi Informatique et Libertés, Article 82")
TASKFORCE_REJECT = Source(
    "EDPB Cookie Banner Taskforce report (January 2023), paragraph 8: a missing refuse option",
    limit="The position of a vast majority of authorities, not of all.",
)
TASKFORCE_PRETICKED = Source("EDPB Cookie Banner Taskforce report (January 2023), paragraph 10: pre-ticked boxes")
TASKFORCE_LINK = Source("EDPB Cookie Banner Taskforce report (January 2023), paragraphs 13 and 14: reject as a link")
TASKFORCE_CONTRAST = Source(
    "EDPB Cookie Banner Taskforce report (January 2023), paragraphs 17 and 18: deceptive colours and contrast",
    limit="No general colour standard is imposed; each banner is judged by itself.",
)
TASKFORCE_WITHDRAWAL = Source(
    "EDPB Cookie Banner Taskforce report (January 2023), paragraphs 32, 34 and 35: withdrawal",
    limit="No single way of offering withdrawal is imposed.",
)
EDPB_ACCESS = Source("EDPB Guidelines 2/2023 (version 2) on the technical scope of Article 5(3)")
CNIL_GUIDELINES = Source("CNIL deliberations 2020-091 and 2020-092: refusing must be as easy as accepting")
CNIL_GOOGLE = Source("CNIL SAN-2021-023 and SAN-2021-024 (Google, Facebook): one action to accept, several to refuse")
CNIL_NOTICES = Source("CNIL formal notices of 12 December 2024 on misleading banners")
CNIL_ORANGE = Source(
    "CNIL SAN-2024-019 (Orange, 14 November 2024): cookies still read after withdrawal",
    limit="The fine of EUR 50 million covers more than this finding.",
)
CNIL_ORANGE_CLOSED = Source(
    "CNIL SAN-2025-007 (Orange, 11 September 2025): no read or write after withdrawal on the site itself",
    limit="A partner's cookie that only remains stored is not the publisher's to delete.",
)
CNIL_SHEIN = Source("CNIL SAN-2025-005 (SHEIN, 1 September 2025): cookies before choice and after refusal")
CNIL_CONDE_NAST = Source("CNIL SAN-2025-010 (Conde Nast, 20 November 2025): cookies after refusal and withdrawal")
CNIL_AMEX = Source("CNIL SAN-2025-011 (American Express, 27 November 2025): before choice, after refusal, withdrawal")
PLANET49 = Source("CJEU C-673/17 (Planet49): a pre-ticked box is no consent")
FASHION_ID = Source("CJEU C-40/17 (Fashion ID): joint responsibility for embedded third parties")
AP_RULES = Source("Autoriteit Persoonsgegevens, rules for clear cookie banners")
APD_MEDIAHUIS = Source(
    "APD-GBA 113/2024 (Mediahuis): no refusal on the first layer, misleading colours, withdrawal not as easy",
    limit="Check the state of the appeal before citing it as final.",
)
CNIL_YAHOO = Source(
    "CNIL SAN-2023-024 (Yahoo, 29 December 2023), upheld by the Conseil d'Etat: withdrawal presented as a loss"
)
CNIL_NOTICES_WITHDRAWAL = Source(
    "CNIL formal notices of February 2026: effective withdrawal, partner cookies included",
    limit="As reported by the association that complained; the notices themselves were not read.",
)
GDPR_NOTIFICATION = Source("GDPR, Article 19: telling those to whom data were passed on")
GARANTE = Source(
    "Garante (Italy), guidelines 231/2021: a way to the choices in the footer of every page",
    limit="The Italian authority's position.",
)
TCF_POLICIES = Source("IAB Europe, Transparency and Consent Framework: technical specifications and policies")
TASKFORCE_INTEREST = Source(
    "EDPB Cookie Banner Taskforce report (January 2023), type H: legitimate interest claimed for storing or reading",
)
TASKFORCE_ESSENTIAL = Source(
    "EDPB Cookie Banner Taskforce report (January 2023), type I: cookies wrongly called essential"
)
EDPB_CONSENT = Source(
    "EDPB Guidelines 05/2020 on consent: informed, specific, granular and without detriment",
)
EDPB_PATTERNS = Source(
    "EDPB Guidelines 03/2022 on deceptive design patterns",
    limit="Written for social media; the patterns are named in general terms.",
)
EDPB_PAY = Source(
    "EDPB Opinion 08/2024 on consent or pay",
    limit="Speaks of large online platforms; elsewhere it guides by analogy.",
)
GDPR_INFORMATION = Source(
    "GDPR, Articles 12 and 13: clear information", "https://eur-lex.europa.eu/eli/reg/2016/679/oj"
)
GDPR_RECITAL_42 = Source("GDPR, Recitals 42 and 43: a genuine choice, without detriment")
GDPR_FAIRNESS = Source(
    "GDPR, Article 5(1)(a): fairness and transparency", "https://eur-lex.europa.eu/eli/reg/2016/679/oj"
)
GDPR_OBJECTION = Source("GDPR, Article 21: the right to object", "https://eur-lex.europa.eu/eli/reg/2016/679/oj")
AEPD_GUIDE = Source("AEPD, guide on the use of cookies (2023)", limit="The Spanish authority's position.")
DSK_GUIDANCE = Source("DSK (Germany), guidance on telemedia providers", limit="The German authorities' position.")
DSB_FAQ = Source("DSB (Austria), questions and answers on cookies", limit="The Austrian authority's position.")
VG_HANNOVER = Source(
    "VG Hannover 10 A 5385/22 (19 March 2025)",
    limit="Commentators dispute how far the judgment reaches, and an appeal was sought.",
)
ACCESSIBILITY_ACT = Source(
    "Directive (EU) 2019/882 (European Accessibility Act)", limit="Covers certain services and products only."
)
CNIL_WALLS = Source("CNIL, criteria for cookie walls (2022)", limit="Case by case in France.")
GARANTE_CLOSING = Source(
    "Garante (Italy), guidelines 231/2021: a command, such as a cross, to go on without consent",
    limit="The Italian authority's position.",
)
