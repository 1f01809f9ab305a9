"""How the words of a text stand to its last approval."""

from leaflet.errors import Place
from leaflet.manuscript.approval import Approval, Approvals, ApprovalState
from leaflet.manuscript.brochure import Brochure
from leaflet.manuscript.hospital import Hospital
from leaflet.manuscript.prompt import find_prompts
from leaflet.manuscript.review import Review
from leaflet.manuscript.source import Source


def review_text(
    brochure: Brochure,
    source: Source,
    hospital: Hospital,
    approvals: Approvals,
    fingerprint: str,
) -> Review:
    """The standing of a brochure, whose words have this fingerprint; ``source`` is its file."""
    approval = approvals.find(brochure.topic, brochure.language)
    return Review(
        text=Place(source.file),
        version=brochure.version,
        state=_state_of(approval, fingerprint),
        approved=f"by {approval.by} on {approval.on.isoformat()}" if approval else None,
        by=approval.review_by if approval else brochure.review_by,
        place=approval.place if approval else source.place(("review_by",)),
        is_binding=hospital.approved_only,
        prompts=sum(1 for _ in find_prompts(source)),
    )


def _state_of(approval: Approval | None, fingerprint: str) -> ApprovalState:
    if approval is None:
        return ApprovalState.DRAFT
    return ApprovalState.APPROVED if approval.words == fingerprint else ApprovalState.EDITED
