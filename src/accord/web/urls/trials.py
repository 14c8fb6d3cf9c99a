"""Trials; both sides see one, others where both have released it."""

from accord.access.rules import Permission
from accord.web.routes import Door, page
from accord.web.views import trials

urlpatterns = [
    page("trials/", trials.trials, "trials", Door.OPEN),
    page("trials/<uuid:uuid>/", trials.trial, "trial", Door.OPEN),
    page("trials/<uuid:uuid>/release/", trials.trial_release, "trial_release", Permission.CHANGE_RELEASE),
]
