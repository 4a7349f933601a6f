"""What is rendered: every view of the sample company, or the main ones of another."""

from pathlib import Path

from company_views import company_scene, company_views
from connection_views import connection_views
from image_files import ImageFiles
from mail_views import mail_views
from old_data_views import admin_old_data_views, old_data_views
from quiet_laptop import QuietLaptop
from sample_scene import Scene, empty_scene, sample_scene
from session_views import first_sync_views, menu_views, sign_in_views
from smartclient.app import make_application
from smartclient.ui.look.theme import Theme
from smartclient.ui.look.tokens import ThemeChoice
from smartclient.ui.text import languages
from take_along_views import take_along_views
from window_driver import opened
from window_views import admin_views, empty_views, rep_views


def images_in(folder: Path, suffix: str, language: str) -> ImageFiles:
    """The folders that are rendered into, once the application speaks ``language``."""
    application = make_application()
    languages.install(application, language)
    return ImageFiles(Theme(application, ThemeChoice.LIGHT), folder, suffix)


def render_sample(images: ImageFiles, workplace: Path) -> None:
    """Set scenes on the sample company in ``workplace``, and render every page and dialog."""
    theme = images.theme
    with sample_scene(workplace / "sample") as scene:
        for session, views in ((scene.rep, rep_views), (scene.admin, admin_views)):
            with opened(session, scene.clock, theme) as window:
                images.take(views(window))
        images.take(sign_in_views(theme))
        images.take(first_sync_views(theme, scene))
        with opened(scene.rep, scene.clock, theme) as window:
            images.take(menu_views(window))
        _render_ages(images, scene, workplace / "documents")
    with (
        sample_scene(workplace / "connection") as scene,
        opened(scene.rep, scene.clock, theme, QuietLaptop(scene.rep)) as window,
    ):
        images.take(connection_views(window, scene))
    with (
        sample_scene(workplace / "mail") as scene,
        opened(scene.rep, scene.clock, theme, QuietLaptop(scene.rep)) as window,
    ):
        images.take(mail_views(window, scene))
    with (
        empty_scene(workplace / "empty") as (session, clock),
        opened(session, clock, theme) as window,
    ):
        images.take(empty_views(window))


def _render_ages(images: ImageFiles, scene: Scene, documents: Path) -> None:
    """Render what is taken along, and data of every age."""
    laptop = QuietLaptop(scene.rep)
    with opened(scene.rep, scene.clock, images.theme, laptop) as window:
        images.take(take_along_views(window, scene, documents))
    with opened(scene.rep, scene.clock, images.theme, laptop) as window:
        images.take(old_data_views(window, scene))
    with opened(scene.admin, scene.clock, images.theme, QuietLaptop(scene.admin)) as window:
        images.take(admin_old_data_views(window, scene))


def render_company(images: ImageFiles, workplace: Path, company: Path, rep: str) -> None:
    """Import another company from its folder into ``workplace``, and render what a rep sees."""
    with (
        company_scene(workplace / "company", company, rep) as (session, clock),
        opened(session, clock, images.theme, QuietLaptop(session)) as window,
    ):
        images.take(company_views(window, session, clock))
