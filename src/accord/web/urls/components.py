"""The page of components."""

from accord.web.routes import Door, page
from accord.web.views import components

urlpatterns = [page("components/", components.components, "components", Door.OPEN)]
