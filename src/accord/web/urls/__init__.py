"""Addresses of the pages: one module per subject, one line per page, with who may open it."""

from accord.web.urls import (
    analyse,
    claims,
    components,
    demonstration,
    forces,
    home,
    nations,
    standards,
    trials,
)

urlpatterns = [
    *home.urlpatterns,
    *components.urlpatterns,
    *analyse.urlpatterns,
    *demonstration.urlpatterns,
    *standards.urlpatterns,
    *claims.urlpatterns,
    *forces.urlpatterns,
    *nations.urlpatterns,
    *trials.urlpatterns,
]
