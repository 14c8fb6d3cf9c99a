"""Claims and their evidence; each viewer sees what is released to it, a nation changes its own."""

from accord.access.rules import Permission
from accord.web.routes import Door, page
from accord.web.views import claims, stating

urlpatterns = [
    page("claims/", claims.claims, "claims", Door.OPEN),
    page("claims/declare/", stating.claim_declare, "claim_declare", Permission.DECLARE_CLAIMS),
    page("claims/declare-role/", stating.role_declare, "role_declare", Permission.DECLARE_CLAIMS),
    page("claims/standards/", stating.claim_standards, "claim_standards", Door.OPEN),
    page("claims/<uuid:uuid>/", claims.claim, "claim", Door.OPEN),
    page("claims/roles/<uuid:uuid>/", claims.role_claim, "role_claim", Door.OPEN),
    page("claims/<uuid:uuid>/withdraw/", stating.claim_withdraw, "claim_withdraw", Permission.DECLARE_CLAIMS),
    page("claims/<uuid:uuid>/release/", stating.claim_release, "claim_release", Permission.CHANGE_RELEASE),
    page("claims/<uuid:uuid>/confirm/", stating.claim_confirm, "claim_confirm", Permission.CONFIRM_CLAIMS),
    page("claims/<uuid:uuid>/evidence/", stating.evidence_add, "evidence_add", Permission.DECLARE_CLAIMS),
    page("evidence/<uuid:uuid>/", claims.evidence_file, "evidence_file", Door.OPEN),
]
