"""Nations and the frameworks that they belong to: public facts, as of a day."""

from accord.web.routes import Door, page
from accord.web.views import nations

urlpatterns = [
    page("nations/", nations.nations, "nations", Door.OPEN),
    page("nations/<str:code>/", nations.nation, "nation", Door.OPEN),
    page("frameworks/", nations.frameworks, "frameworks", Door.OPEN),
    page("frameworks/<str:code>/", nations.framework, "framework", Door.OPEN),
]
