package charset

import (
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// All is every charset there is. Where two read the same bytes alike the earlier
// is the one to name: those of Windows have all characters of the ISO ones in the
// same places but for a few.
var All = []*Charset{
	{Name: "utf-8", labels: "utf8 unicode11utf8 csutf8", next: nextUTF8},
	one("windows-1252", charmap.Windows1252, "", ""),
	one("windows-1250", charmap.Windows1250, "", ""),
	one("windows-1251", charmap.Windows1251, "", ""),
	one("windows-1253", charmap.Windows1253, "", ""),
	one("windows-1257", charmap.Windows1257, "", ""),
	one("windows-1254", charmap.Windows1254, "", ""),
	one("windows-1256", charmap.Windows1256, "", ""),
	one("iso-8859-1", charmap.ISO8859_1, "latin1 l1 csisolatin1 isoir100 ibm819 cp819 ascii usascii ansix341968", "windows-1252"),
	one("iso-8859-2", charmap.ISO8859_2, "latin2 l2 csisolatin2 isoir101", ""),
	one("iso-8859-3", charmap.ISO8859_3, "latin3 l3 csisolatin3 isoir109", ""),
	one("iso-8859-4", charmap.ISO8859_4, "latin4 l4 csisolatin4 isoir110", ""),
	one("iso-8859-5", charmap.ISO8859_5, "cyrillic csisolatincyrillic isoir144", ""),
	one("iso-8859-6", charmap.ISO8859_6, "arabic csisolatinarabic isoir127 asmo708 ecma114 iso88596i iso88596e", ""),
	one("iso-8859-7", charmap.ISO8859_7, "greek greek8 csisolatingreek isoir126 elot928 ecma118", ""),
	one("iso-8859-9", charmap.ISO8859_9, "latin5 l5 csisolatin5 isoir148", "windows-1254"),
	one("iso-8859-10", charmap.ISO8859_10, "latin6 l6 csisolatin6 isoir157", ""),
	one("iso-8859-13", charmap.ISO8859_13, "latin7 l7", ""),
	one("iso-8859-14", charmap.ISO8859_14, "latin8 l8 isoir199", ""),
	one("iso-8859-15", charmap.ISO8859_15, "latin9 l9 csisolatin9", ""),
	one("iso-8859-16", charmap.ISO8859_16, "latin10 l10 isoir226", ""),
	one("koi8-r", charmap.KOI8R, "koi koi8 cskoi8r", ""),
	one("koi8-u", charmap.KOI8U, "koi8ru cskoi8u", ""),
	one("ibm850", charmap.CodePage850, "", ""),
	one("ibm852", charmap.CodePage852, "", ""),
	one("ibm855", charmap.CodePage855, "", ""),
	one("ibm866", charmap.CodePage866, "csibm866", ""),
	one("ibm437", charmap.CodePage437, "", ""),
	one("ibm858", charmap.CodePage858, "ibm00858", ""),
	one("ibm860", charmap.CodePage860, "", ""),
	one("ibm865", charmap.CodePage865, "", ""),
	own("ibm720", ibm720),
	own("ibm737", ibm737),
	own("ibm775", ibm775),
	own("ibm869", ibm869),
	one("macintosh", charmap.Macintosh, "mac csmacintosh xmacroman macroman", ""),
	one("x-mac-cyrillic", charmap.MacintoshCyrillic, "xmacukrainian maccyrillic", ""),
	own("x-mac-ce", macCentralEurope),
	own("x-mac-croatian", macCroatian),
	own("x-mac-greek", macGreek),
	own("x-mac-romanian", macRomanian),
	{Name: "gb18030", labels: "gbk gb2312 gb231280 cp936 ms936 windows936 csgb2312 csgb18030 xgbk chinese euccn isoir58", next: nextGB18030},
	{Name: "big5", labels: "big5hkscs cnbig5 csbig5 xxbig5 cp950 ms950 windows950", next: nextBig5},
	{Name: "utf-16le", labels: "utf16 ucs2 iso10646ucs2 csunicode unicode unicodefffe", next: nextUTF16LE, wide: true},
	{Name: "utf-16be", labels: "unicodefeff", next: nextUTF16BE, wide: true},
	{Name: "utf-32le", labels: "utf32 ucs4 iso10646ucs4", next: nextUTF32LE, wide: true},
	{Name: "utf-32be", next: nextUTF32BE, wide: true},
}

// one is a charset of one byte a character as a library has it.
func one(name string, m *charmap.Charmap, labels, usual string) *Charset {
	high := new([128]rune)
	for i := range high {
		if high[i] = m.DecodeByte(byte(i + 128)); high[i] == utf8.RuneError {
			high[i] = None
		}
	}
	return &Charset{Name: name, labels: labels, usual: usual, high: high}
}

// own is one that the library lacks.
func own(name, characters string) *Charset {
	high := new([128]rune)
	i := 0
	for _, r := range characters {
		if high[i] = r; r == utf8.RuneError {
			high[i] = None
		}
		i++
	}
	return &Charset{Name: name, high: high}
}

// The characters of the bytes from 0x80 on. U+FFFD stands where there is none.
const (
	ibm720 = "\u0080\u0081éâ\u0084à\u0086çêëèïî\u008d\u008e\u008f\u0090\u0651\u0652ô¤ـûùءآأؤ£إئابةتثجحخدذرزسشص«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐" +
		"└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀ضطظعغفµقكلمنهوىي≡\u064b\u064c\u064d\u064e\u064f\u0650≈°∙·√ⁿ²■\u00a0"
	ibm737 = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρσςτυφχψ░▒▓│┤╡╢╖╕╣║╗╝╜╛┐" +
		"└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀ωάέήϊίόύϋώΆΈΉΊΌΎΏ±≥≤ΪΫ÷≈°∙·√ⁿ²■\u00a0"
	ibm775 = "ĆüéāäģåćłēŖŗīŹÄÅÉæÆōöĢ¢ŚśÖÜø£Ø×¤ĀĪóŻżź”¦©®¬½¼Ł«»░▒▓│┤ĄČĘĖ╣║╗╝ĮŠ┐" +
		"└┴┬├─┼ŲŪ╚╔╩╦╠═╬Žąčęėįšųūž┘┌█▄▌▐▀ÓßŌŃõÕµńĶķĻļņĒŅ’\u00ad±“¾¶§÷„°∙·¹³²■\u00a0"
	ibm869 = "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffdΆ\ufffd·¬¦‘’Έ―ΉΊΪΌ\ufffd\ufffdΎΫ©Ώ²³ά£έήίϊΐόύΑΒΓΔΕΖΗ½ΘΙ«»░▒▓│┤ΚΛΜΝ╣║╗╝ΞΟ┐" +
		"└┴┬├─┼ΠΡ╚╔╩╦╠═╬ΣΤΥΦΧΨΩαβγ┘┌█▄δε▀ζηθικλμνξοπρσςτ΄\u00ad±υφχ§ψ΅°¨ωϋΰώ■\u00a0"
	macCentralEurope = "ÄĀāÉĄÖÜáąČäčĆćéŹźĎíďĒēĖóėôöõúĚěü†°Ę£§•¶ß®©™ę¨≠ģĮįĪ≤≥īĶ∂∑łĻļĽľĹĺŅ" +
		"ņŃ¬√ńŇ∆«»…\u00a0ňŐÕőŌ–—“”‘’÷◊ōŔŕŘ‹›řŖŗŠ‚„šŚśÁŤťÍŽžŪÓÔūŮÚůŰűŲųÝýķŻŁżĢˇ"
	macCroatian = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®Š™´¨≠ŽØ∞±≤≥∆µ∂∑∏š∫ªºΩžø" +
		"¿¡¬√ƒ≈Ć«Č…\u00a0ÀÃÕŒœĐ—“”‘’÷◊\uf8ff©⁄€‹›Æ»–·‚„‰ÂćÁčÈÍÎÏÌÓÔđÒÚÛÙıˆ˜¯πË˚¸Êæˇ"
	macGreek = "Ä¹²É³ÖÜ΅àâä΄¨çéèêë£™îï•½‰ôö¦€ùûü†ΓΔΘΛΞΠß®©ΣΪ§≠°·Α±≤≥¥ΒΕΖΗΙΚΜΦΫΨΩ" +
		"άΝ¬ΟΡ≈Τ«»…\u00a0ΥΧΆΈœ–―“”‘’÷ΉΊΌΎέήίόΏύαβψδεφγηιξκλμνοπώρστθωςχυζϊϋΐΰ\u00ad"
	macRomanian = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ĂȘ∞±≤≥¥µ∂∑∏π∫ªºΩăș" +
		"¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›Țț‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ"
)
