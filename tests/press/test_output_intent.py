"""The colour profile of the output intent: small, made here, and the colours of sRGB."""

from io import BytesIO
from itertools import chain, product
from pathlib import Path
from runpy import run_path
from struct import unpack, unpack_from

import pytest
from PIL import Image, ImageCms

ASSETS = Path(__file__).resolve().parents[2] / "assets"
PROFILE = (ASSETS / "srgb.icc").read_bytes()
D50 = (0xF6D6, 0x10000, 0xD32D)


def tags():
    count = unpack_from(">I", PROFILE, 128)[0]
    found = {}
    for n in range(count):
        tag, offset, length = unpack_from(">4s2I", PROFILE, 132 + 12 * n)
        assert offset % 4 == 0
        assert offset >= 132 + 12 * count
        found[tag] = PROFILE[offset : offset + length]
        assert len(found[tag]) == length
    return found


def profile():
    return ImageCms.ImageCmsProfile(BytesIO(PROFILE))


def light_to_srgb(light):
    """The other way round than the profile's curve (IEC 61966-2-1)."""
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def test_the_profile_is_what_its_script_writes():
    assert run_path(str(ASSETS / "srgb_profile.py"))["profile"]() == PROFILE
    assert len(PROFILE) < 1000


def test_it_is_a_display_profile_of_version_2_for_rgb():
    assert unpack_from(">I", PROFILE) == (len(PROFILE),)
    assert PROFILE[8:12] == bytes.fromhex("02100000")
    assert PROFILE[12:24] == b"mntrRGB XYZ "
    assert PROFILE[36:40] == b"acsp"
    assert unpack_from(">3i", PROFILE, 68) == D50
    assert not any(PROFILE[80:128])
    assert len(PROFILE) % 4 == 0


def test_every_tag_that_such_a_profile_needs_is_there():
    found = tags()

    assert b" ".join(found) == b"desc cprt wtpt rXYZ gXYZ bXYZ rTRC gTRC bTRC"
    assert found[b"cprt"] == b"text\0\0\0\0No copyright, use freely\0"
    assert len(found[b"desc"]) == 12 + len("sRGB\0") + 78


def test_red_green_and_blue_together_are_the_white_to_the_last_bit():
    found = tags()
    colorants = [unpack_from(">3i", found[tag], 8) for tag in (b"rXYZ", b"gXYZ", b"bXYZ")]

    assert unpack_from(">3i", found[b"wtpt"], 8) == D50
    assert tuple(map(sum, zip(*colorants, strict=True))) == D50


def test_the_colorants_are_those_of_srgb_seen_under_d50():
    # As published, adapted with Bradford: www.brucelindbloom.com, "RGB working space matrices".
    published = {
        b"rXYZ": (0.4360747, 0.2225045, 0.0139322),
        b"gXYZ": (0.3850649, 0.7168786, 0.0971045),
        b"bXYZ": (0.1430804, 0.0606169, 0.7141733),
    }
    for tag, expected in published.items():
        found = [number / 65536 for number in unpack_from(">3i", tags()[tag], 8)]
        assert found == pytest.approx(expected, abs=0.0004)


@pytest.mark.parametrize("tag", [b"rTRC", b"gTRC", b"bTRC"])
def test_the_curve_is_that_of_srgb_within_a_fifth_of_a_step(tag):
    curve = tags()[tag]
    count = unpack_from(">I", curve, 8)[0]
    points = [number / 65535 for number in unpack(f">{count}H", curve[12:])]
    assert points == sorted(points)
    assert (points[0], points[-1]) == (0, 1)
    for value in range(25501):
        place = value / 25500 * (count - 1)
        below = min(int(place), count - 2)
        light = points[below] + (points[below + 1] - points[below]) * (place - below)
        assert light_to_srgb(light) * 255 == pytest.approx(value / 100, abs=0.2)


@pytest.mark.parametrize("intent", list(ImageCms.Intent))
def test_a_colour_management_keeps_every_colour_within_one_of_255(intent):
    grid = [*range(0, 256, 17), *range(20), 128]
    colours = [*product(grid, repeat=3), *((n, n, n) for n in range(256))]
    page = Image.frombytes("RGB", (len(colours), 1), bytes(chain.from_iterable(colours)))
    srgb = ImageCms.createProfile("sRGB")
    for one, other in ((profile(), srgb), (srgb, profile())):
        shown = ImageCms.profileToProfile(page, one, other, renderingIntent=intent)
        for before, after in zip(page.tobytes(), shown.tobytes(), strict=True):
            assert abs(before - after) <= 1


def test_its_own_words_say_what_it_is():
    assert ImageCms.getProfileDescription(profile()).strip() == "sRGB"
    assert ImageCms.getProfileCopyright(profile()).strip() == "No copyright, use freely"
