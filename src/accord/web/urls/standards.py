"""The public catalogue: standards, profiles, interactions; and scopes over it."""

from accord.access.rules import Permission
from accord.web.routes import Door, page
from accord.web.views import interactions, scopes, standards

urlpatterns = [
    page("standards/", standards.standards, "standards", Door.OPEN),
    page("standards/<str:code>/", standards.standard, "standard", Door.OPEN),
    page("profiles/", standards.profiles, "profiles", Door.OPEN),
    page("profiles/<str:code>/", standards.profile, "profile", Door.OPEN),
    page("interactions/", interactions.interactions, "interactions", Door.OPEN),
    page("interactions/<str:code>/", interactions.interaction, "interaction", Door.OPEN),
    page(
        "interactions/<str:code>/edit/",
        interactions.interaction_edit,
        "interaction_edit",
        Permission.EDIT_CATALOGUE,
    ),
    page("scopes/", scopes.scopes, "scopes", Door.OPEN),
    page("scopes/declare/", scopes.scope_declare, "scope_declare", Permission.DECLARE_SCOPES),
    page("scopes/<str:owner>/<str:code>/", scopes.scope, "scope", Door.OPEN),
]
