"""The labels of the four heads, in the order of the model's outputs. The definitions are the project's taxonomy."""

TOPICS = (
    "account_access", "account_security", "account_change", "identity_verification", "content_appeal",
    "report_abuse", "privacy_data", "payment_billing", "refund_dispute", "creator_payout", "ads_business",
    "shop_order", "technical_issue", "legal_ip", "feedback", "general_question", "other",
)
URGENCIES = ("low", "normal", "high", "critical")  # ordinal
HARMS = (
    "harassment", "hate", "child_safety", "self_harm", "violence", "animal_harm", "sexual", "scam",
    "abusive_language",
)
LANGUAGES = ("en", "ms", "id", "zh", "mixed", "other")

#: Labels whose misses can cost a life: thresholds favour recall.
SAFETY = ("child_safety", "self_harm", "violence")

#: Softmax heads (one label) and the sigmoid head (any number of labels), with their labels.
HEADS = {"topic": TOPICS, "urgency": URGENCIES, "harm": HARMS, "language": LANGUAGES}
OUTPUTS = {name: len(labels) for name, labels in HEADS.items()}  #: of a network

UNKNOWN = -1  #: a label that the source does not carry; masked in the loss, never a negative
