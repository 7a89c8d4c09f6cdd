"""News of the communes of Châu Thành, by the commune's code."""

from portal.demo.stories import Story
from portal.demo.texts.communes import (
    an_luc_long,
    binh_quoi,
    duong_xuan_hoi,
    hiep_thanh,
    hoa_phu,
    long_tri,
    phu_ngai_tri,
    phuoc_tan_hung,
    tam_vu,
    thanh_phu_long,
    thanh_vinh_dong,
    thuan_my,
    vinh_cong,
)

STORIES_BY_CODE: dict[str, tuple[Story, ...]] = {
    "28210": tam_vu.STORIES,
    "28213": binh_quoi.STORIES,
    "28216": hoa_phu.STORIES,
    "28219": phu_ngai_tri.STORIES,
    "28222": vinh_cong.STORIES,
    "28225": thuan_my.STORIES,
    "28228": hiep_thanh.STORIES,
    "28231": phuoc_tan_hung.STORIES,
    "28234": thanh_phu_long.STORIES,
    "28237": duong_xuan_hoi.STORIES,
    "28240": an_luc_long.STORIES,
    "28243": long_tri.STORIES,
    "28246": thanh_vinh_dong.STORIES,
}
