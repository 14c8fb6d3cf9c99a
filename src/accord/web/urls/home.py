"""The first page and the health question."""

from accord.web.routes import Door, page
from accord.web.views import home

urlpatterns = [
    page("", home.home, "home", Door.OPEN),
    page("health/", home.health, "health", Door.OPEN),
]
